import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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

  it('has no setting that nothing reads', () => {
    const sources = ['lib', 'app']
      .flatMap((root) =>
        readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => path.join(root, name)),
      )
      .filter(
        (file) =>
          /\.tsx?$/.test(file) &&
          !/\.test\.tsx?$/.test(file) &&
          file !== path.join('lib', 'runtime', 'env.ts'),
      )
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    expect(Object.keys(zEnv.shape).filter((name) => !sources.includes(name))).toEqual([]);
  });

  it('names every wrong setting at once', () => {
    expect(() => readEnv({ PORT: 'x', REPRISE_BACKFILL: 'soon', SANDBOX_EXAMPLES: 'maybe' })).toThrow(
      /PORT[\s\S]*REPRISE_BACKFILL[\s\S]*SANDBOX_EXAMPLES/,
    );
  });
});
