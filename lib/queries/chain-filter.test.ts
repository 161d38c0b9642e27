import { describe, expect, it } from 'vitest';
import { zChainFilters } from '../contract/chain-filters.ts';
import { chainFilter } from './chain-filter.ts';
import { chartBucketMs } from './chart-bucket.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const filterOf = (query: Record<string, unknown>) => chainFilter(zChainFilters.parse(query), now);

describe('chainFilter', () => {
  it('reads the last 24 hours unless told otherwise', () => {
    expect(filterOf({})).toEqual({
      status: [],
      attention: false,
      functionNames: [],
      mechanisms: [],
      from: new Date('2026-11-22T10:00:00.000Z'),
      to: null,
      singles: false,
      text: '',
    });
  });

  it.each([
    [{ range: 'all' }, null, null],
    [{ range: '15m' }, '2026-11-23T09:45:00.000Z', null],
    [{ range: '15m', from: '2026-11-01T00:00:00+01:00' }, '2026-10-31T23:00:00.000Z', null],
    [{ to: '2026-11-02T00:00:00Z' }, null, '2026-11-02T00:00:00.000Z'],
  ])('%o', (query, from, to) => {
    const filter = filterOf(query);
    expect(filter.from?.toISOString() ?? null).toBe(from);
    expect(filter.to?.toISOString() ?? null).toBe(to);
  });

  it('refuses a range that ends before it starts, beside `to`', () => {
    const call = () => filterOf({ from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' });
    expect(call).toThrow(expect.objectContaining({ code: 'invalid-input', field: 'to' }));
  });

  it('takes one or several values of a key', () => {
    expect(filterOf({ status: 'failed', mechanism: ['invoke', 'manual'], q: '  boom ' })).toMatchObject({
      status: ['failed'],
      mechanisms: ['invoke', 'manual'],
      text: 'boom',
    });
  });
});

describe('chartBucketMs', () => {
  it.each([
    [60_000, 60_000],
    [3_600_000, 60_000],
    [86_400_000, 900_000],
    [30 * 86_400_000, 21_600_000],
    [400 * 86_400_000, 4 * 86_400_000],
  ])('a period of %i ms has buckets of %i ms', (periodMs, bucketMs) => {
    expect(chartBucketMs(periodMs)).toBe(bucketMs);
    expect(periodMs / bucketMs).toBeLessThanOrEqual(120);
  });
});
