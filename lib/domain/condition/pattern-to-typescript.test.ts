import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';
import { patternToTypescript } from './pattern-to-typescript.ts';

it('names each field with its test, and brings only the functions it needs', () => {
  const code = patternToTypescript(
    '{"responsePayload":{"done":[false],"attempt":[{"numeric":["<",5]}],"error":[{"exists":false},{"prefix":"a"}]}}',
  );
  expect(code.slice(0, code.indexOf('interface Field'))).toBe(`function matches(record: unknown): boolean {
  return anyOf(record, [
    [
      { name: '.responsePayload.attempt', within: '.responsePayload', test: (value) => (typeof value === 'number' && value < 5) },
      { name: '.responsePayload.done', within: '.responsePayload', test: (value) => value === false },
      { name: '.responsePayload.error', within: '.responsePayload', mayBeAbsent: true, test: (value) => (typeof value === 'string' && value.startsWith('a')) },
    ],
  ]);
}

`);
  expect(code).not.toContain('isLike');
  expect(code).not.toContain('isAddress');
});

it.each(["it's", '\\', '\n', '\u2028', '`$' + '{x}`', '*/', '</script>', "');process.exit();('"])(
  'a field or value named %j stays text',
  (hostile) => {
    const code = patternToTypescript(JSON.stringify({ [hostile]: [hostile, { suffix: hostile }] }));
    const { code: script } = transformSync(code, { loader: 'ts' });
    const matches = new Function('record', `${script}; return matches(record);`);
    expect([matches({ [hostile]: hostile }), matches({ [hostile]: 'other' })]).toEqual([true, false]);
  },
);
