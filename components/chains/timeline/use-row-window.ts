import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TimelineColumns } from './timeline-columns.model';
import type { TimelineRows } from './timeline-rows.model';

export const ROW_HEIGHT_PX = 32;
const OVERSCAN_ROWS = 4;
/** The window moves in steps, so that most scroll events render nothing. */
const STEP_ROWS = 4;

interface RowWindow {
  first: number;
  last: number;
  /** how many rows are rendered at most */
  slots: number;
}

function firstRow(scrollTop: number): number {
  const row = Math.floor(scrollTop / ROW_HEIGHT_PX) - OVERSCAN_ROWS;
  return Math.max(0, Math.floor(row / STEP_ROWS) * STEP_ROWS);
}

/**
 * The rows to render for the scroll position. While the chain grows or collapses, the hop at the top edge stays where
 * it is; a reader at the very end stays at the end.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  height: number,
  headerPx: number,
  columns: TimelineColumns,
  rows: TimelineRows,
): RowWindow {
  const [first, setFirst] = useState(0);
  const anchor = useRef({ hopId: '', offset: 0, atEnd: false });
  const count = rows.hops.length;
  const viewPx = height - headerPx;
  const slots = Math.ceil(height / ROW_HEIGHT_PX) + 2 * OVERSCAN_ROWS + STEP_ROWS;

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = () => {
      const { scrollTop } = element;
      const top = Math.floor(scrollTop / ROW_HEIGHT_PX);
      anchor.current = {
        hopId: columns.hopIds[rows.hops[top] ?? -1] ?? '',
        offset: scrollTop - top * ROW_HEIGHT_PX,
        atEnd: scrollTop > 0 && scrollTop + viewPx >= rows.hops.length * ROW_HEIGHT_PX - 4,
      };
      setFirst(firstRow(scrollTop));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller, columns, rows, viewPx]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const { hopId, offset, atEnd } = anchor.current;
    if (atEnd) {
      element.scrollTop = element.scrollHeight;
    } else if (element.scrollTop > 0 && hopId !== '') {
      const row = rows.rowOf[columns.indexByHopId.get(hopId) ?? -1] ?? -1;
      if (row >= 0) element.scrollTop = row * ROW_HEIGHT_PX + offset;
    }
    setFirst(firstRow(element.scrollTop));
  }, [scroller, columns, rows]);

  return {
    first: Math.min(first, Math.max(0, count - 1)),
    last: Math.min(first + slots, count) - 1,
    slots,
  };
}

/** Scrolls a row into view, with one more row before or behind it. */
export function showRow(element: HTMLElement | null, row: number, headerPx: number): void {
  if (element === null || row < 0) return;
  const top = row * ROW_HEIGHT_PX;
  const room = element.clientHeight - headerPx - ROW_HEIGHT_PX;
  if (top < element.scrollTop) element.scrollTop = Math.max(0, top - ROW_HEIGHT_PX);
  else if (top > element.scrollTop + room) element.scrollTop = top - room + ROW_HEIGHT_PX;
}
