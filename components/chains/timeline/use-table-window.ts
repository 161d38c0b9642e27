import { type RefObject, useEffect, useState } from 'react';
import { ROW_HEIGHT_PX } from './use-row-window';

const OVERSCAN_ROWS = 8;
const HEAD_PX = 28;

/** Rows of a long table to render; brings a newly selected one into view. */
export function useTableWindow(
  scroller: RefObject<HTMLElement | null>,
  height: number,
  count: number,
  selected: number,
): { first: number; last: number } {
  const [first, setFirst] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = () => {
      const row = Math.floor(element.scrollTop / ROW_HEIGHT_PX) - OVERSCAN_ROWS;
      setFirst(Math.max(0, row - (row % 4)));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || selected < 0) return;
    const top = selected * ROW_HEIGHT_PX;
    const room = element.clientHeight - HEAD_PX - ROW_HEIGHT_PX;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + room) element.scrollTop = top - room;
  }, [scroller, selected]);
  const rows = Math.ceil(height / ROW_HEIGHT_PX) + 2 * OVERSCAN_ROWS;
  const from = Math.min(first, Math.max(0, count - 1));
  return { first: from, last: Math.min(from + rows, count) - 1 };
}
