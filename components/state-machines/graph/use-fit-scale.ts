'use client';
import { type RefObject, useLayoutEffect, useState } from 'react';

/** Smaller, words are hard to read: it scrolls instead. */
const SMALLEST = 0.75;

/** How much smaller a picture of `width` px is drawn so that it fits into the pane, where it then begins in the middle. */
export function useFitScale(pane: RefObject<HTMLElement | null>, width: number): number {
  const [scale, setScale] = useState(1);
  useLayoutEffect(() => {
    const element = pane.current;
    if (element === null || width === 0) return;
    const measure = () => {
      const fits = Math.min(1, Math.max(SMALLEST, element.clientWidth / width));
      setScale(fits);
      if (element.scrollLeft === 0) element.scrollLeft = (width * fits - element.clientWidth) / 2;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [pane, width]);
  return scale;
}
