module example.test/notes

go 1.23

require (
	cloud.google.com/go/storage v1.47.0
	google.golang.org/genai v0.3.0
)
