import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followRows, type ShownRows, shownRows, showRows, strayIds, waitingIds } from './shown-rows.model';

interface Row {
  id: string;
  running: boolean;
  count: number;
}
const aRow = (id: string, running = false, count = 1): Row => ({ id, running, count });
const idOf = (row: Row) => row.id;
const ids = (rows: readonly Row[]) => rows.map(idOf);
const show = (of: string, rows: readonly Row[]) => showRows(of, rows, idOf);
const follow = (shown: ShownRows<Row>, of: string, rows: readonly Row[]) => followRows(shown, of, rows, idOf);
const waiting = (shown: ShownRows<Row>) => waitingIds(shown, idOf);

describe('followRows', () => {
  it('changes rows in place and keeps their order', () => {
    const shown = show('all', [aRow('a', true), aRow('b')]);
    const next = follow(shown, 'all', [aRow('b'), aRow('a', false, 2)]);
    expect(ids(shownRows(next))).toEqual(['a', 'b']);
    expect(shownRows(next)[0]).toMatchObject({ running: false, count: 2 });
  });
  it('lets new rows wait', () => {
    const next = follow(show('all', [aRow('a')]), 'all', [aRow('n'), aRow('a')]);
    expect(ids(shownRows(next))).toEqual(['a']);
    expect(waiting(next)).toEqual(['n']);
    expect(ids(shownRows(show('all', next.fetched)))).toEqual(['n', 'a']);
  });
  it('keeps the last state of a row that fell off the page, and names it while it may change', () => {
    const first = show('all', [aRow('a', true, 1), aRow('b')]);
    const second = follow(first, 'all', [aRow('a', true, 5), aRow('b')]);
    const third = follow(second, 'all', [aRow('n')]);
    expect(shownRows(third)[0]).toMatchObject({ id: 'a', count: 5 });
    expect(strayIds(third, idOf, (row) => row.running)).toEqual(['a']);
    expect(shownRows(third, new Map([['a', aRow('a', false, 9)]]))[0]).toMatchObject({ count: 9 });
  });
  it('starts anew for other filters, and where nothing was shown', () => {
    const shown = show('all', [aRow('a')]);
    expect(ids(shownRows(follow(shown, 'failed', [aRow('x')])))).toEqual(['x']);
    expect(ids(shownRows(follow(show('all', []), 'all', [aRow('x')])))).toEqual(['x']);
  });
  it('never moves, drops or doubles a shown row, whatever arrives', () => {
    const page = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 });
    fc.assert(
      fc.property(page, fc.array(page, { maxLength: 6 }), (first, later) => {
        let shown = show(
          'all',
          first.map((id) => aRow(id)),
        );
        for (const next of later) {
          shown = follow(
            shown,
            'all',
            next.map((id) => aRow(id)),
          );
          expect(ids(shownRows(shown))).toEqual(first);
          expect(waiting(shown)).toEqual(next.filter((id) => !first.includes(id)));
        }
      }),
    );
  });
});
