import { tool } from '@langchain/core/tools';
import { z } from 'zod';

const trains = process.env.TRAINS_URL ?? 'http://localhost:9000';

export const findTrains = tool(
  async ({ from, to, day }) => (await fetch(`${trains}/search?f=${from}&t=${to}&d=${day}`)).text(),
  {
    name: 'find_trains',
    description: 'Trains between two stations on a day',
    schema: z.object({ from: z.string(), to: z.string(), day: z.string() }),
  },
);

export const bookTrain = tool(
  async ({ offer }) => (await fetch(`${trains}/bookings`, { method: 'POST', body: offer })).text(),
  { name: 'book_train', description: 'Books an offer', schema: z.object({ offer: z.string() }) },
);
