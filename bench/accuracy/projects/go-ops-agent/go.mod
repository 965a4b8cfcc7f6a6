module example.test/opsmate

go 1.23

require github.com/openai/openai-go v0.1.0-alpha.38
