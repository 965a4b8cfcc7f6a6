// Package loop lets the model choose tools until it is done.
package loop

import (
	"context"
	"errors"

	"github.com/openai/openai-go"

	"example.test/opsmate/internal/tools"
)

const limit = 12

// Handle works on one alert and says what was done.
func Handle(ctx context.Context, alert string) (string, error) {
	client := openai.NewClient()
	params := openai.ChatCompletionNewParams{
		Model: openai.F(openai.ChatModelGPT4o),
		Messages: openai.F([]openai.ChatCompletionMessageParamUnion{
			openai.SystemMessage("You are on call. Find the cause, then act with care."),
			openai.UserMessage(alert),
		}),
		Tools: openai.F(tools.Definitions()),
	}
	for range limit {
		reply, err := client.Chat.Completions.New(ctx, params)
		if err != nil {
			return "", err
		}
		message := reply.Choices[0].Message
		if len(message.ToolCalls) == 0 {
			return message.Content, nil
		}
		params.Messages.Value = append(params.Messages.Value, message)
		for _, call := range message.ToolCalls {
			result := tools.Run(ctx, call.Function.Name, call.Function.Arguments)
			params.Messages.Value = append(params.Messages.Value, openai.ToolMessage(call.ID, result))
		}
	}
	return "", errors.New("gave up")
}
