import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesFilterPattern } from './match-filter-pattern.ts';
import { parseFilterPattern } from './parse-filter-pattern.ts';

const matches = (pattern: string, message: string) =>
  matchesFilterPattern(parseFilterPattern(pattern), message);

describe('terms', () => {
  it.each([
    ['', 'anything', true],
    ['   ', '', true],
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['ERROR timeout', 'timeout after ERROR', true],
    ['ERROR timeout', 'ERROR only', false],
    ['"Task timed out"', 'x Task timed out after 3 s', true],
    ['"Task timed out"', 'Task was timed out', false],
    [String.raw`"say \"hi\""`, 'they say "hi" twice', true],
    ['?ERROR ?WARN', 'a WARN', true],
    ['?ERROR ?WARN', 'an INFO', false],
    ['?"exit status" ?WARN', 'Error: exit status 1', true],
    ['ERROR -expected', 'ERROR now', true],
    ['ERROR -expected', 'ERROR, but expected', false],
    ['-"START RequestId"', 'START RequestId: 1', false],
    ['-"START RequestId"', 'END RequestId: 1', true],
    // `?` terms are ignored beside others
    ['ERROR ?WARN', 'ERROR alone', true],
    ['ERROR ?WARN', 'WARN alone', false],
    ['Größe', 'die Größe', true],
    ['"1-5759e988-bd862e3fe1be46a994272793"', 'Root=1-5759e988-bd862e3fe1be46a994272793;', true],
  ])('%s on %s: %s', (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });
});

const event = JSON.stringify({
  level: 'ERROR',
  status: 503,
  latencyMs: 12.5,
  ok: false,
  gone: null,
  text: '42',
  record: { requestId: '6f7b', metrics: { durationMs: 100 }, tags: ['a', 'b'], rows: [{ id: 1 }, { id: 2 }] },
  'odd key': 'x',
});

describe('JSON conditions', () => {
  it.each([
    ['{ $.level = "ERROR" }', true],
    ['{ $.level = ERROR }', true],
    ['{$.level="ERROR"}', true],
    ['{ $.level != "ERROR" }', false],
    ['{ $.level = "ERR*" }', true],
    ['{ $.level = *RRO* }', true],
    ['{ $.level = "*X*" }', false],
    ['{ $.level = "E*R" }', true],
    ['{ $.level = "ER*ROR*R" }', false],
    ['{ $.status = 503 }', true],
    ['{ $.status = 5.03e2 }', true],
    ['{ $.status != 503 }', false],
    ['{ $.status > 500 }', true],
    ['{ $.status >= 503 }', true],
    ['{ $.status < 503 }', false],
    ['{ $.status <= 503 }', true],
    ['{ $.latencyMs > 12 && $.latencyMs < 13 }', true],
    ['{ $.text = 42 }', true],
    ['{ $.level > 3 }', false],
    ['{ $.record.requestId = "6f7b" }', true],
    ['{ $.record.metrics.durationMs = 100 }', true],
    ['{ $.record.tags[1] = "b" }', true],
    ['{ $.record.tags[2] = "b" }', false],
    ['{ $.record.tags[*] = "b" }', true],
    ['{ $.record.rows[1].id = 2 }', true],
    ['{ $.[\'odd key\'] = "x" }', true],
    ['{ $.missing = "x" }', false],
    ['{ $.missing != "x" }', false],
    ['{ $.missing NOT EXISTS }', true],
    ['{ $.level NOT EXISTS }', false],
    ['{ $.gone IS NULL }', true],
    ['{ $.level IS NULL }', false],
    ['{ $.ok IS FALSE }', true],
    ['{ $.ok IS TRUE }', false],
    ['{ $.level = "ERROR" && $.status = 1 }', false],
    ['{ $.level = "ERROR" || $.status = 1 }', true],
    // && binds stronger than ||
    ['{ $.level = "ERROR" || $.level = "x" && $.status = 1 }', true],
    ['{ ($.level = "ERROR" || $.level = "x") && $.status = 1 }', false],
    ['{ ((($.level = "ERROR"))) }', true],
    ['{ $.__proto__ NOT EXISTS }', true],
    ['{ $.constructor NOT EXISTS }', true],
    ['{ $.record = "x" }', false],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it('passes only messages that are JSON objects', () => {
    for (const message of ['level=ERROR', '"ERROR"', '[1]', '{"level":"ERROR"', 'x {"level":"ERROR"}']) {
      expect(matches('{ $.level = "ERROR" }', message)).toBe(false);
    }
    expect(matches('{ $.level = "ERROR" }', '  {"level":"ERROR"}\n')).toBe(true);
  });
});

const access = '127.0.0.1 - frank [10/Oct/2026:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

describe('space-delimited fields', () => {
  it.each([
    ['[ip, user, name, time, request, status, bytes]', true],
    ['[ip, user, name, time, request, status]', false],
    ['[ip, user, name, time, request, status = 404, bytes]', true],
    ['[ip, user, name, time, request, status=4*, bytes]', true],
    ['[ip, user, name, time, request, status!=404, bytes]', false],
    ['[ip, user, name, time, request, status, bytes > 1000]', true],
    ['[ip, user, name, time, request, status, bytes < 1000]', false],
    ['[ip=127.0.0.1, ...]', true],
    ['[..., bytes]', true],
    ['[..., status = 5*, bytes]', false],
    ['[ip, ..., bytes >= 1534]', true],
    ['[..., request = "GET *", status, bytes]', true],
    ['[..., request = *html*, status = 404 || status = 410, bytes]', true],
    ['[..., status >= 400 && status < 404, bytes]', false],
    ['[a, b, c, d, e, f, g, ..., h]', false],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern, access)).toBe(expected);
  });

  it('takes no more than linear time for lines made to stall it', () => {
    for (const piece of ['[ ', '" ', '[" ', '[a]']) {
      const startedAt = performance.now();
      matches('[..., a = x]', piece.repeat(300_000));
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    }
  });

  it('finds the figures of a REPORT line', () => {
    const report = 'REPORT RequestId: 6f7b\tDuration: 812.51 ms\tBilled Duration: 813 ms\t';
    expect(matches('[type=REPORT, label, id, d1, ms > 500, ...]', report)).toBe(true);
    expect(matches('[type=REPORT, label, id, d1, ms > 900, ...]', report)).toBe(false);
  });
});

describe('malformed patterns', () => {
  it.each([
    '[a, b',
    '[]',
    '[a, , b]',
    '[a > x]',
    '[a = ]',
    '[..., a, ...]',
    '[a = "open]',
    '[a] b',
    '%re%',
    'a-b',
    'org.example',
    '"open',
    'a"b"',
    '?',
    '-',
    '{',
    '{}',
    '{ $.a }',
    '{ $.a = }',
    '{ a = 1 }',
    '{ $.a = 1 } x',
    '{ $.a = 1 && }',
    '{ ($.a = 1 }',
    '{ $.a > "x" }',
    '{ $.a IS }',
    '{ $.a IS 5 }',
    '{ $.a NOT NULL }',
    '{ $.a == 1 }',
    '{ $.a = "open }',
  ])('%s', (pattern) => {
    expect(() => parseFilterPattern(pattern)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    );
  });

  it('either parses or refuses, and never fails otherwise', () => {
    const pieces = [
      '[',
      ']',
      ',',
      '...',
      'a',
      '{',
      '}',
      '(',
      ')',
      '$.a',
      '$.b[0]',
      '=',
      '!=',
      '<',
      '>=',
      '&&',
      '||',
      '"x y"',
      '12',
      'IS',
      'NULL',
      '*',
      '?',
      '-',
      ' ',
    ];
    const pattern = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(pattern, fc.oneof(fc.string(), fc.json()), (text, message) => {
        try {
          expect(typeof matches(text, message)).toBe('boolean');
        } catch (error) {
          expect(error).toMatchObject({ code: 'InvalidParameterException' });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('laws', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/);

  it('a quoted phrase is exactly a substring search', () => {
    const phrase = fc.string({ minLength: 1 }).filter((text) => !/[\n\r]/.test(text));
    fc.assert(
      fc.property(phrase, fc.string(), fc.string(), (text, before, after) => {
        const pattern = `"${text.replace(/[\\"]/g, '\\$&')}"`;
        expect(matches(pattern, before + text + after)).toBe(true);
        expect(matches(pattern, before)).toBe(before.includes(text));
      }),
    );
  });

  it('excluding is the opposite of including; any is the union', () => {
    fc.assert(
      fc.property(word, word, fc.string(), (a, b, message) => {
        expect(matches(`-${a}`, message)).toBe(!matches(a, message));
        expect(matches(`?${a} ?${b}`, message)).toBe(matches(a, message) || matches(b, message));
        expect(matches(`${a} ${b}`, message)).toBe(matches(a, message) && matches(b, message));
      }),
    );
  });

  it('comparisons with numbers agree with JavaScript', () => {
    const operators = {
      '=': (a: number, b: number) => a === b,
      '!=': (a: number, b: number) => a !== b,
      '<': (a: number, b: number) => a < b,
      '>=': (a: number, b: number) => a >= b,
    };
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer(),
        fc.constantFrom(...Object.entries(operators)),
        (a, b, [operator, holds]) => {
          expect(matches(`{ $.n ${operator} ${b} }`, JSON.stringify({ n: a }))).toBe(holds(a, b));
        },
      ),
    );
  });
});
