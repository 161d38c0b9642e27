import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatches, needsTags, watchedBy } from './watch-rules.ts';

const poller = { functionName: 'order-poller', tags: { team: 'orders', env: 'prod-eu' } };

describe('REPRISE_WATCH', () => {
  it.each([
    [['order-poller'], 'setting'],
    [['order-*'], 'setting'],
    [['*'], 'setting'],
    [['order-?oller'], 'setting'],
    [['poller'], null],
    [['Order-*'], null],
    [[], null],
    [['tag:team=orders'], 'setting'],
    [['tag:env=prod-*'], 'setting'],
    [['tag:team'], 'setting'],
    [['tag:team=billing'], null],
    [['tag:toString'], null],
    [['x', 'tag:env=*'], 'setting'],
  ])('%j', (patterns, by) => {
    expect(watchedBy(poller, null, { sandbox: false, patterns })).toBe(by);
  });

  it('matches no tag rule before the tags are read', () => {
    expect(watchedBy({ ...poller, tags: null }, null, { sandbox: false, patterns: ['tag:team'] })).toBeNull();
  });
});

it('the page’s choice beats settings and sandbox', () => {
  expect(watchedBy(poller, false, { sandbox: true, patterns: ['*'] })).toBeNull();
  expect(watchedBy(poller, true, { sandbox: false, patterns: [] })).toBe('page');
});

it('watches everything in the sandbox', () => {
  expect(watchedBy(poller, null, { sandbox: true, patterns: [] })).toBe('sandbox');
});

it('knows when tags are needed at all', () => {
  expect(needsTags({ sandbox: false, patterns: ['a*'] })).toBe(false);
  expect(needsTags({ sandbox: false, patterns: ['a*', 'tag:x'] })).toBe(true);
});

it('globs as a regular expression would', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (glob, name) => {
      const source = glob.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
      expect(globMatches(glob, name)).toBe(new RegExp(`^${source}$`).test(name));
    }),
    { numRuns: 500 },
  );
});

it('does not stall on many stars', () => {
  expect(globMatches(`${'*a'.repeat(60)}b`, 'a'.repeat(5_000))).toBe(false);
});
