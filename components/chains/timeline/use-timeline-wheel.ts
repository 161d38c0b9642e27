import { type RefObject, useEffect } from 'react';
import type { TimeScale } from './timeline-scale.model';
import { panBy, type ZoomWindow, zoomBy } from './timeline-zoom.model';

/** Ctrl or ⌘ with the wheel zooms at the pointer, shift or a sideways swipe pans; the plain wheel scrolls. */
export function useTimelineWheel(
  scroller: RefObject<HTMLElement | null>,
  scale: TimeScale,
  plotLeft: number,
  plotWidth: number,
  setZoom: (next: (was: ZoomWindow) => ZoomWindow) => void,
): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      const zooms = event.ctrlKey || event.metaKey;
      if (!zooms && !event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
      event.preventDefault();
      if (zooms) {
        const share = (event.clientX - element.getBoundingClientRect().left - plotLeft) / plotWidth;
        setZoom((was) => zoomBy(scale, was, 1.0015 ** event.deltaY, Math.min(Math.max(share, 0), 1)));
      } else setZoom((was) => panBy(scale, was, (event.deltaX || event.deltaY) / plotWidth));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, scale, plotLeft, plotWidth, setZoom]);
}
