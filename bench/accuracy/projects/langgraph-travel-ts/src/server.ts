import Fastify from 'fastify';
import { graph } from './graph.js';

const server = Fastify();
server.post('/trips', async (request) => {
  const { text } = request.body as { text: string };
  const end = await graph.invoke({ messages: [{ role: 'user', content: text }] });
  return { reply: end.messages.at(-1)?.content };
});
await server.listen({ port: 3000, host: '0.0.0.0' });
