package main

import (
	"bufio"
	"context"
	"fmt"
	"os"

	"example.test/opsmate/internal/loop"
)

func main() {
	alerts := bufio.NewScanner(os.Stdin)
	for alerts.Scan() {
		said, err := loop.Handle(context.Background(), alerts.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			continue
		}
		fmt.Println(said)
	}
}
