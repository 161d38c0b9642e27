'use client';
import { useState } from 'react';
import { followRows, type ShownRows, showRows, waitingIds } from './shown-rows.model';

/** Rows that change in place and keep their order; newer ones wait until `showNew`. `idOf` must be stable. */
export function useShownRows<Row>(
  of: string,
  fetched: readonly Row[],
  settled: boolean,
  idOf: (row: Row) => string,
): { shown: ShownRows<Row>; newCount: number; showNew: () => void } {
  const [state, setState] = useState(() => showRows(of, fetched, idOf));
  const stale = settled && (state.of !== of || state.fetched !== fetched);
  const shown = stale ? followRows(state, of, fetched, idOf) : state;
  if (stale) setState(shown);
  return {
    shown,
    newCount: waitingIds(shown, idOf).length,
    showNew: () => setState(showRows(of, fetched, idOf)),
  };
}
