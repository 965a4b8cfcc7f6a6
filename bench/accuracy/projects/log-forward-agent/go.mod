module example.test/forward-agent

go 1.23

require (
	github.com/elastic/go-elasticsearch/v8 v8.16.0
	github.com/fsnotify/fsnotify v1.8.0
)
