import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainSummary } from '@/lib/contract/chain';
import { followChains, showChains, shownRows, strayIds, waitingIds } from './chain-rows.model';

function aChain(chainId: string, status: ChainSummary['status'] = 'succeeded', hopCount = 1): ChainSummary {
  return {
    chainId,
    traceId: null,
    status,
    rootFunction: 'f',
    mechanisms: [],
    hopCount,
    failedHopCount: 0,
    maxAttempts: null,
    lastHop: null,
    startedAt: null,
    lastActivityAt: '2026-11-23T09:00:00.000Z',
    durationMs: null,
    costUsd: null,
    nextExpectedBy: null,
  };
}
const ids = (rows: readonly ChainSummary[]) => rows.map((row) => row.chainId);

describe('followChains', () => {
  it('changes rows in place and keeps their order', () => {
    const shown = showChains('all', [aChain('a', 'running'), aChain('b')]);
    const next = followChains(shown, 'all', [aChain('b'), aChain('a', 'failed', 2)]);
    expect(ids(shownRows(next))).toEqual(['a', 'b']);
    expect(shownRows(next)[0]).toMatchObject({ status: 'failed', hopCount: 2 });
  });
  it('lets new rows wait', () => {
    const next = followChains(showChains('all', [aChain('a')]), 'all', [aChain('n'), aChain('a')]);
    expect(ids(shownRows(next))).toEqual(['a']);
    expect(waitingIds(next)).toEqual(['n']);
    expect(ids(shownRows(showChains('all', next.fetched)))).toEqual(['n', 'a']);
  });
  it('keeps the last state of a row that fell off the page, and names it while it may change', () => {
    const first = showChains('all', [aChain('a', 'running', 1), aChain('b')]);
    const second = followChains(first, 'all', [aChain('a', 'running', 5), aChain('b')]);
    const third = followChains(second, 'all', [aChain('n')]);
    expect(shownRows(third)[0]).toMatchObject({ chainId: 'a', hopCount: 5 });
    expect(strayIds(third)).toEqual(['a']);
    expect(shownRows(third, new Map([['a', aChain('a', 'succeeded', 9)]]))[0]).toMatchObject({ hopCount: 9 });
  });
  it('starts anew for other filters, and where nothing was shown', () => {
    const shown = showChains('all', [aChain('a')]);
    expect(ids(shownRows(followChains(shown, 'failed', [aChain('x')])))).toEqual(['x']);
    expect(ids(shownRows(followChains(showChains('all', []), 'all', [aChain('x')])))).toEqual(['x']);
  });
  it('never moves, drops or doubles a shown row, whatever arrives', () => {
    const page = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 });
    fc.assert(
      fc.property(page, fc.array(page, { maxLength: 6 }), (first, later) => {
        let shown = showChains(
          'all',
          first.map((id) => aChain(id)),
        );
        for (const next of later) {
          shown = followChains(
            shown,
            'all',
            next.map((id) => aChain(id)),
          );
          expect(ids(shownRows(shown))).toEqual(first);
          expect(waitingIds(shown)).toEqual(next.filter((id) => !first.includes(id)));
        }
      }),
    );
  });
});
