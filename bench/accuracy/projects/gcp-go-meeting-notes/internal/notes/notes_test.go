package notes

import "testing"

func TestPromptAsksForJSON(t *testing.T) {
	if prompt == "" {
		t.Fatal("empty")
	}
}
