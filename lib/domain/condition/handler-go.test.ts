import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipDigits } from '../event-pattern/ip-address.ts';
import { handlerGo } from './handler-go.ts';
import type { HandlerCondition } from './handler-typescript.ts';
import { aCondition } from './testing/a-condition.ts';

const LIMITS = {
  maxAttempts: 3,
  delaySeconds: 5,
  backoffRate: 2,
  maxDelaySeconds: 60,
  jitter: 'FULL' as const,
  windowSeconds: 600,
  budgetUsd: 1,
};
const WHEN = '{"responsePayload":{"done":[false],"attempt":[{"numeric":["<",5]}]}}';
const condition = (
  change: Partial<HandlerCondition> = {},
  limits: Partial<HandlerCondition['limits']> = {},
): HandlerCondition => aCondition({ when: WHEN, ...change }, { ...LIMITS, ...limits });
const PLAIN = { delaySeconds: 0, jitter: 'NONE' as const, windowSeconds: null, budgetUsd: null };

/** Without comments, and every text as the same sign. */
function skeleton(code: string): string {
  return code.replace(/\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, (token) =>
    token.startsWith('//') ? '' : '§',
  );
}

describe('handlerGo', () => {
  it('judges each field, and has the limits as constants', () => {
    const code = handlerGo(condition());
    expect(
      code,
    ).toContain(`			{name: ".responsePayload.attempt", within: ".responsePayload", test: func(value any) bool {
				return isNumber(value, func(n float64) bool { return n < 5 })
			}},
			{name: ".responsePayload.done", within: ".responsePayload", test: func(value any) bool {
				return value == false
			}},`);
    expect(code).toContain(`	maxAttempts       = 3
	delaySeconds      = 5
	backoffRate       = 2
	maxDelaySeconds   = 60
	windowSeconds     = 600
	budgetUSD         = 1
`);
    expect(code).toContain('record["responsePayload"]');
  });

  it.each<[Partial<HandlerCondition['limits']>]>([[{}], [PLAIN], [{ ...PLAIN, delaySeconds: 1 }]])(
    'with %j imports what it uses, once, and nothing else',
    (limits) => {
      const code = handlerGo(condition({}, limits));
      const [head = '', body = ''] = code.split('\n)\n\nconst');
      const imported = [...head.matchAll(/\t(?:(\w+) )?"([^"]+)"/g)].map(
        ([, alias, path = '']) => alias ?? path.split('/').at(-1) ?? '',
      );
      expect(new Set(imported).size).toBe(imported.length);
      for (const name of imported) expect(body).toMatch(new RegExp(`\\b${name}\\.`));
      for (const [, name] of skeleton(body).matchAll(/(?<![.\w])([a-z]\w*)\.[A-Z]/g)) {
        const isVariable = new RegExp(`\\b(var )?${name}( :=|,| \\*?[a-zA-Z]+[,)]| \\*)`).test(body);
        expect(isVariable || imported.includes(name ?? '')).toBe(true);
      }
      expect(body.includes('time.Sleep')).toBe((limits.delaySeconds ?? 5) > 0);
    },
  );

  it('keeps every text of the condition a text', () => {
    const hostile = fc
      .oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          '"',
          '\\',
          '`',
          '\n',
          '*/',
          '//',
          '\r\n}',
          '\u2028',
          '\ufeff',
          '\ud800',
          '%s',
          '\u0000',
        ),
      )
      .filter((text) => ipDigits(text) === null);
    const own = skeleton(handlerGo(condition({ when: '{"responsePayload":{"f":["v"]}}' })));
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (name, functionName, field, value) => {
        const when = JSON.stringify({ responsePayload: { [field]: [value] } });
        const code = handlerGo(condition({ name, functionName, when }));
        expect(skeleton(code)).toBe(own);
        expect(code).not.toMatch(/[\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])/);
      }),
      { numRuns: 200 },
    );
  });
});
