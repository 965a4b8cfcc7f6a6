// Package tools holds what the model may do.
package tools

import (
	"context"
	"encoding/json"
	"os/exec"

	"github.com/openai/openai-go"
)

func Definitions() []openai.ChatCompletionToolParam {
	one := func(name, says string) openai.ChatCompletionToolParam {
		return openai.ChatCompletionToolParam{
			Type: openai.F(openai.ChatCompletionToolTypeFunction),
			Function: openai.F(openai.FunctionDefinitionParam{
				Name:        openai.String(name),
				Description: openai.String(says),
			}),
		}
	}
	return []openai.ChatCompletionToolParam{
		one("read_log", "Last lines of a service's log"),
		one("restart", "Restarts a service"),
	}
}

func Run(ctx context.Context, name, arguments string) string {
	var in struct{ Service string }
	if err := json.Unmarshal([]byte(arguments), &in); err != nil {
		return err.Error()
	}
	var out []byte
	switch name {
	case "read_log":
		out, _ = exec.CommandContext(ctx, "journalctl", "-n", "100", "-u", in.Service).Output()
	case "restart":
		out, _ = exec.CommandContext(ctx, "systemctl", "restart", in.Service).CombinedOutput()
	}
	return string(out)
}
