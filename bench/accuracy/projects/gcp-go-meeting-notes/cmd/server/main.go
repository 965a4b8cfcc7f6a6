package main

import (
	"log"
	"net/http"
	"os"

	"example.test/notes/internal/notes"
)

func main() {
	service, err := notes.New(os.Getenv("GOOGLE_CLOUD_PROJECT"), "europe-west3")
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("POST /notes", service.Summarise)
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), nil))
}
