import {
  BedrockAgentRuntimeClient,
  RetrieveAndGenerateCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';

const client = new BedrockAgentRuntimeClient({});

export const handler = async (event: { body: string }) => {
  const { question } = JSON.parse(event.body);
  const reply = await client.send(
    new RetrieveAndGenerateCommand({
      input: { text: question },
      retrieveAndGenerateConfiguration: {
        type: 'KNOWLEDGE_BASE',
        knowledgeBaseConfiguration: {
          knowledgeBaseId: process.env.KNOWLEDGE_BASE,
          modelArn: 'anthropic.claude-3-5-sonnet-20240620-v1:0',
        },
      },
    }),
  );
  return { statusCode: 200, body: JSON.stringify({ answer: reply.output?.text }) };
};
