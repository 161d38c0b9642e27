import { transformSync } from 'esbuild';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { matchesEventPattern } from '../event-pattern/matches-event-pattern.ts';
import { patternFrom } from '../event-pattern/testing/pattern-from.ts';
import { patternToJsonata } from './pattern-to-jsonata.ts';
import { patternToTypescript } from './pattern-to-typescript.ts';
import { sampleRecord } from './sample-record.ts';
import { anyLeaf, anyRecordText, anyWhen, inLists, SCALARS } from './testing/arbitrary-condition.ts';

const RUNS = Number(process.env.CONDITION_RUNS ?? 100);

function compiledTypescript(when: string): (record: unknown) => unknown {
  const { code } = transformSync(patternToTypescript(when), { loader: 'ts' });
  const matches = new Function('record', `'use strict'; ${code}; return matches(record);`);
  return (record) => matches(record);
}

async function byJsonata(when: string, record: unknown): Promise<unknown> {
  return jsonata(patternToJsonata(when, '$states.input')).evaluate(null, { states: { input: record } });
}

async function verdicts(when: string, recordText: string) {
  return {
    matcher: matchesEventPattern(patternFrom(when), JSON.parse(recordText)),
    typescript: compiledTypescript(when)(JSON.parse(recordText)),
    jsonata: await byJsonata(when, JSON.parse(recordText)),
  };
}

/** A record that matches, and the same with its payloads' objects in lists. */
function madeToMatch(when: string, recordText: string): string[] {
  const sample = sampleRecord(patternFrom(when), JSON.parse(recordText));
  if (sample === null) return [];
  const listed = [true, false].map((split) => ({
    ...sample,
    requestPayload: inLists(sample.requestPayload, split),
    responsePayload: inLists(sample.responsePayload, split),
  }));
  return [sample, ...listed].map((record) => JSON.stringify(record));
}

describe('a condition’s matcher, TypeScript and JSONata', () => {
  it('decide alike on generated conditions and records, and on records made to match', async () => {
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(
        anyWhen,
        fc.array(anyRecordText, { minLength: 1, maxLength: 3 }),
        async (when, records) => {
          for (const record of [...records, ...madeToMatch(when, records[0] ?? '{}')]) {
            const { matcher, ...others } = await verdicts(when, record);
            if (matcher) matched += 1;
            expect(others).toEqual({ typescript: matcher, jsonata: matcher });
          }
        },
      ),
      { numRuns: RUNS },
    );
    expect(matched).toBeGreaterThan(RUNS / 3);
  }, 120_000);

  it('decide alike for each operator on every value', async () => {
    await fc.assert(
      fc.asyncProperty(anyLeaf, async (leaf) => {
        const when = JSON.stringify({ responsePayload: { v: leaf } });
        const isMatch = compiledTypescript(when);
        // one expression for all: JSONata is slow to read
        const one = patternToJsonata(when, '$one');
        const all = await jsonata(`$map($records, function($one) { ${one} })`).evaluate(null, {
          records: SCALARS.map((v) => ({ responsePayload: { v } })),
        });
        for (const [index, v] of SCALARS.entries()) {
          const record = { responsePayload: { v } };
          const matcher = matchesEventPattern(patternFrom(when), record);
          expect([v, isMatch(record), all[index]]).toEqual([v, matcher, matcher]);
        }
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it.each<[unknown, unknown, boolean]>([
    // both fields in one line of the order, not in two
    [{ lines: { sku: ['a'], ok: [true] } }, { lines: [{ sku: 'a', ok: true }, { sku: 'b' }] }, true],
    [
      { lines: { sku: ['a'], ok: [true] } },
      {
        lines: [
          { sku: 'a', ok: false },
          { sku: 'b', ok: true },
        ],
      },
      false,
    ],
    [{ a: { b: [1] }, c: { d: [2] } }, { a: [{ b: 1 }], c: [{ d: 1 }, { d: 2 }] }, true],
    [{ a: { b: [{ exists: false }], a: [1] } }, { a: [{ a: 1 }, { a: 2, b: 3 }] }, true],
    [{ a: { b: [{ exists: false }] } }, { a: [{ a: 1 }, { b: 3 }] }, false],
    [{ a: [1] }, { a: [[2], [1]] }, true],
    [{ 'a.b': [1] }, { a: { b: 1 } }, true],
    [{ a: { b: { c: [1] } } }, { 'a.b': { c: 1 } }, true],
  ])('%j of %j: %s', async (pattern, payload, expected) => {
    const when = JSON.stringify({ responsePayload: pattern });
    const record = JSON.stringify({ responsePayload: payload });
    expect(await verdicts(when, record)).toEqual({
      matcher: expected,
      typescript: expected,
      jsonata: expected,
    });
  });

  it('decide alike that no double is a number of more digits than it holds', async () => {
    const number = '12345678901234567890';
    const when = `{"responsePayload":{"a":[${number}]}}`;
    expect(await verdicts(when, `{"responsePayload":{"a":${number}}}`)).toEqual({
      matcher: false,
      typescript: false,
      jsonata: false,
    });
  });
});
