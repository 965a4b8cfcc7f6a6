// Package notes turns transcripts into notes.
package notes

import (
	"context"
	"encoding/json"
	"io"
	"net/http"

	"google.golang.org/genai"
)

const prompt = "List the decisions and the tasks with their owners, as JSON.\n\n"

type Service struct {
	client *genai.Client
}

func New(project, location string) (*Service, error) {
	client, err := genai.NewClient(context.Background(), &genai.ClientConfig{
		Project:  project,
		Location: location,
		Backend:  genai.BackendVertexAI,
	})
	if err != nil {
		return nil, err
	}
	return &Service{client: client}, nil
}

func (s *Service) Summarise(w http.ResponseWriter, r *http.Request) {
	transcript, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	reply, err := s.client.Models.GenerateContent(
		r.Context(), "gemini-2.0-flash-001", genai.Text(prompt+string(transcript)), nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	json.NewEncoder(w).Encode(reply.Text())
}
