package tools

import "testing"

func TestTwoTools(t *testing.T) {
	if len(Definitions()) != 2 {
		t.Fatal("not two")
	}
}
