import { expect, test } from 'vitest';
import { findTrains } from './tools.js';

test('is named', () => {
  expect(findTrains.name).toBe('find_trains');
});
