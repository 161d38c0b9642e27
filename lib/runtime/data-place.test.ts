import path from 'node:path';
import { expect, it } from 'vitest';
import { dataPlace } from './data-place.ts';
import { durationMs } from './duration.ts';
import type { Where } from './runtime.ts';

const nowhere: Where = {
  sandbox: false,
  accountId: null,
  accountAlias: null,
  region: 'eu-west-1',
  endpoint: null,
};
const env = { REPRISE_DATA_DIR: 'data', DATABASE_URL: 'postgresql://127.0.0.1/reprise' };

it.each([
  [nowhere, 'aws-unknown', false],
  [{ ...nowhere, accountId: '123456789012' }, 'aws-123456789012', true],
  [
    { ...nowhere, accountId: '123456789012', endpoint: 'http://10.0.0.7:4566/x' },
    'aws-123456789012-10.0.0.7-4566',
    true,
  ],
  [{ ...nowhere, accountId: '../../etc' }, 'aws-etc', true],
  [
    { ...nowhere, sandbox: true, accountId: '000000000000', endpoint: 'http://127.0.0.1:4566' },
    'sandbox',
    true,
  ],
])('%j is kept in %s', (where, name, claims) => {
  expect(dataPlace(env, where)).toEqual({
    dataDir: path.join('data', name),
    owner: name,
    databaseUrl: claims ? env.DATABASE_URL : undefined,
  });
});

it.each([
  ['90m', 5_400_000],
  ['1h', 3_600_000],
  ['2d', 172_800_000],
])('%s is %i ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
