package main

import (
	"context"
	"flag"
	"log"

	"example.test/forward-agent/internal/agent"
)

func main() {
	config := flag.String("config", "/etc/forward-agent.yaml", "path of the configuration")
	flag.Parse()
	a, err := agent.New(*config)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(a.Run(context.Background()))
}
