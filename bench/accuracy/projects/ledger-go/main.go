package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func main() {
	pool, err := pgxpool.New(nil, os.Getenv("LEDGER"))
	if err != nil {
		log.Fatal(err)
	}
	router := chi.NewRouter()
	router.Get("/accounts/{id}", func(w http.ResponseWriter, r *http.Request) {
		var cents int64
		row := pool.QueryRow(r.Context(), "select sum(cents) from entries where account = $1", chi.URLParam(r, "id"))
		if row.Scan(&cents) != nil {
			http.Error(w, "no such account", http.StatusNotFound)
			return
		}
		json.NewEncoder(w).Encode(map[string]int64{"cents": cents})
	})
	log.Fatal(http.ListenAndServe(":8080", router))
}
