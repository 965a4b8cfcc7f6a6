import { expect, test } from 'vitest';
import { toLedger } from './ledger';

test('names doubtful fields', () => {
  const fields = { VendorName: { content: 'A', confidence: 0.4 } };
  expect(toLedger({ analyzeResult: { documents: [{ fields }] } }).doubtful).toEqual(['VendorName']);
});
