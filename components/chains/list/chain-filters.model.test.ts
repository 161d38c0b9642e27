import { describe, expect, it } from 'vitest';
import { zChainFilters } from '@/lib/contract/chain-filters';
import {
  type ChainListState,
  filtersOf,
  filtersQuery,
  isTimed,
  NO_FILTERS,
  withoutTime,
} from './chain-filters.model';
import { loadChainSearchParams } from './chain-search-params';

const TRACE = '1-6ac75f13-4f0c2b7d9a1e3c5f7b8d9e0a';
const stateOf = (query: string): ChainListState => loadChainSearchParams(new URLSearchParams(query));

/** As the API reads it: repeated keys become arrays. */
function readByApi(query: string) {
  const params = new URLSearchParams(query);
  return zChainFilters.parse(
    Object.fromEntries(
      [...new Set(params.keys())].map((key) => [
        key,
        params.getAll(key).length > 1 ? params.getAll(key) : params.get(key),
      ]),
    ),
  );
}

describe('filtersOf', () => {
  it('asks for what needs a person by default', () => {
    expect(filtersOf(stateOf(''))).toEqual({
      status: [],
      attention: true,
      function: [],
      mechanism: [],
      range: '24h',
      singles: false,
      q: '',
    });
  });
  it('leaves the attention view for chosen statuses and for text', () => {
    expect(filtersOf(stateOf('status=failed&status=lost'))).toMatchObject({
      attention: false,
      status: ['failed', 'lost'],
    });
    expect(filtersOf(stateOf('q=issuer'))).toMatchObject({ attention: false, q: 'issuer' });
  });
  it('looks for an ID everywhere', () => {
    expect(filtersOf(stateOf(`q=${TRACE}&range=15m&status=failed&function=a`))).toEqual({
      ...NO_FILTERS,
      q: TRACE,
    });
  });
  it('drops what cannot be', () => {
    const filters = filtersOf(
      stateOf('status=exploded&status=cut&range=2y&from=yesterday&mechanism=pigeon&view=x'),
    );
    expect(filters).toMatchObject({ status: ['cut'], range: '24h', mechanism: [] });
    expect(filters).not.toHaveProperty('from');
  });
  it('holds text to the length that the API takes', () => {
    expect(filtersOf(stateOf(`q=${'ä'.repeat(2000)}`)).q).toHaveLength(500);
  });
});

describe('filtersQuery', () => {
  it('omits defaults', () => {
    expect(filtersQuery(filtersOf(stateOf('view=all')))).toBe('');
  });
  it.each([
    '',
    'view=all&singles=true',
    'status=failed&status=cut&function=a%26b&function=c&mechanism=async-retry&range=7d',
    'from=2026-11-23T08:00:00.000Z&to=2026-11-23T09:00:00.000Z&q=50%25+%3D+%22x%22',
    `q=${TRACE}`,
  ])('is read by the API as it was meant: %s', (query) => {
    const filters = filtersOf(stateOf(query));
    expect(readByApi(filtersQuery(filters).slice(1))).toEqual(filters);
  });
});

describe('time', () => {
  it('is taken away whole', () => {
    const filters = filtersOf(stateOf('from=2026-11-23T08:00:00.000Z&status=failed'));
    expect(isTimed(filters)).toBe(true);
    expect(withoutTime(filters)).toMatchObject({ range: 'all', status: ['failed'] });
    expect(isTimed(withoutTime(filters))).toBe(false);
  });
});
