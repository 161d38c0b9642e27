import { type TimeScale, toMs, toUnit } from './timeline-scale.model';

/** The time shown, offsets from the chain's base; null shows everything and grows with the chain. */
export type ZoomWindow = { fromMs: number; toMs: number } | null;

/** Time → x in px for the window shown on `width` px. */
export interface Projection {
  width: number;
  x(ms: number): number;
  ms(x: number): number;
  fromMs: number;
  toMs: number;
  /** px of one unfolded millisecond */
  pxPerMs: number;
}

const SMALLEST_WINDOW_UNITS = 0.5;

export function project(scale: TimeScale, zoom: ZoomWindow, width: number): Projection {
  const from = zoom === null ? 0 : toUnit(scale, zoom.fromMs);
  const to = zoom === null ? scale.totalUnits : toUnit(scale, zoom.toMs);
  const units = Math.max(to - from, Math.min(SMALLEST_WINDOW_UNITS, scale.totalUnits));
  const pxPerMs = width / units;
  return {
    width,
    x: (ms) => (toUnit(scale, ms) - from) * pxPerMs,
    ms: (x) => toMs(scale, from + x / pxPerMs),
    fromMs: toMs(scale, from),
    toMs: toMs(scale, from + units),
    pxPerMs,
  };
}

function windowOf(scale: TimeScale, from: number, to: number): ZoomWindow {
  const units = Math.min(Math.max(to - from, SMALLEST_WINDOW_UNITS), scale.totalUnits);
  if (units >= scale.totalUnits * 0.999) return null;
  const start = Math.min(Math.max(from, 0), scale.totalUnits - units);
  return { fromMs: toMs(scale, start), toMs: toMs(scale, start + units) };
}

function unitsOf(scale: TimeScale, zoom: ZoomWindow): [number, number] {
  return zoom === null ? [0, scale.totalUnits] : [toUnit(scale, zoom.fromMs), toUnit(scale, zoom.toMs)];
}

/** Zooms by a factor (< 1 closer, > 1 wider) keeping the time at `share` (0…1 of the width) where it is. */
export function zoomBy(scale: TimeScale, zoom: ZoomWindow, factor: number, share = 0.5): ZoomWindow {
  const [from, to] = unitsOf(scale, zoom);
  const anchor = from + (to - from) * share;
  return windowOf(scale, anchor - (anchor - from) * factor, anchor + (to - anchor) * factor);
}

/** Moves the window by a share of its own width; stops at the chain's ends. */
export function panBy(scale: TimeScale, zoom: ZoomWindow, share: number): ZoomWindow {
  const [from, to] = unitsOf(scale, zoom);
  const by = (to - from) * share;
  return windowOf(scale, from + by, to + by);
}

/** A window between two shares (0…1) of everything, as the minimap's brush gives them. */
export function windowOfShares(scale: TimeScale, a: number, b: number): ZoomWindow {
  return windowOf(scale, Math.min(a, b) * scale.totalUnits, Math.max(a, b) * scale.totalUnits);
}

/** The window as shares of everything. */
export function sharesOf(scale: TimeScale, zoom: ZoomWindow): [number, number] {
  const [from, to] = unitsOf(scale, zoom);
  return [from / scale.totalUnits, to / scale.totalUnits];
}

/** The window that shows [fromMs, toMs] with a margin, or everything where it covers nearly all. */
export function windowAround(scale: TimeScale, fromMs: number, toMsValue: number): ZoomWindow {
  const from = toUnit(scale, fromMs);
  const to = toUnit(scale, toMsValue);
  const margin = Math.max((to - from) * 0.08, 1);
  return windowOf(scale, from - margin, to + margin);
}
