import { openai } from '@ai-sdk/openai';
import { streamText } from 'ai';

const system = 'You propose dishes from what the user has. Be brief, give amounts in grams.';

export async function POST(request: Request) {
  const { messages } = await request.json();
  const result = streamText({ model: openai('gpt-4o-mini'), system, messages });
  return result.toDataStreamResponse();
}
