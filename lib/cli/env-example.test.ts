import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnv, zEnv } from '../runtime/env.ts';

const lines = readFileSync('.env.example', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const example = Object.fromEntries(
  lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

describe('.env.example', () => {
  it('lists every setting and no other', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(zEnv.shape).sort());
  });

  it('shows the defaults', () => {
    expect(readEnv(example)).toEqual(readEnv({}));
  });

  it('names every wrong setting at once', () => {
    expect(() => readEnv({ PORT: 'x', REPRISE_BACKFILL: 'soon', SANDBOX_EXAMPLES: 'maybe' })).toThrow(
      /PORT[\s\S]*REPRISE_BACKFILL[\s\S]*SANDBOX_EXAMPLES/,
    );
  });
});
