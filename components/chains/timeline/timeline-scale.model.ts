import type { Activity, IdleStretch } from './timeline-idle.model';

/** Folded time is measured in units: 1 ms is one unit, a folded stretch is `foldUnits` however long it was. */
export interface TimeScale {
  fromMs: number;
  toMs: number;
  knotMs: Float64Array;
  knotUnit: Float64Array;
  totalUnits: number;
  /** idle stretches long enough to fold, in order; the open ones too */
  stretches: readonly Stretch[];
}

export interface Stretch extends IdleStretch {
  open: boolean;
}

export interface Folding {
  /** all stretches folded except `opened`, or all open */
  on: boolean;
  /** `fromMs` of the stretches a person opened */
  opened: ReadonlySet<number>;
}

/** One folded stretch takes at most this share of the running time, all together at most MAX_ALL of it. */
const MAX_ONE = 0.18;
const MAX_ALL = 0.5;

/** Builds the piecewise linear scale; monotonic, total > 0. */
export function buildScale(activity: Activity, folding: Folding): TimeScale {
  const { fromMs, toMs } = activity;
  const { idle } = activity;
  const isOpen = (at: number) => !folding.on || (folding.opened.size > 0 && folding.opened.has(at));
  let folded = 0;
  let realMs = toMs - fromMs;
  for (let i = 0; i < idle.length; i++) {
    const stretch = idle[i];
    if (stretch === undefined || isOpen(stretch.fromMs)) continue;
    folded++;
    realMs -= stretch.toMs - stretch.fromMs;
  }
  const foldUnits = folded === 0 ? 0 : Math.min(MAX_ONE, MAX_ALL / folded) * Math.max(realMs, 1);

  const stretches: Stretch[] = [];
  const knotMs = new Float64Array(2 * folded + 2);
  const knotUnit = new Float64Array(2 * folded + 2);
  let knots = 1;
  let lastMs = fromMs;
  let lastUnit = 0;
  knotMs[0] = fromMs;
  for (let i = 0; i < idle.length; i++) {
    const stretch = idle[i];
    if (stretch === undefined) continue;
    const open = isOpen(stretch.fromMs);
    if (!open && stretch.toMs - stretch.fromMs <= foldUnits) continue;
    stretches.push({ fromMs: stretch.fromMs, toMs: stretch.toMs, open });
    if (open) continue;
    lastUnit += stretch.fromMs - lastMs;
    knotMs[knots] = stretch.fromMs;
    knotUnit[knots++] = lastUnit;
    lastUnit += foldUnits;
    knotMs[knots] = stretch.toMs;
    knotUnit[knots++] = lastUnit;
    lastMs = stretch.toMs;
  }
  lastUnit += toMs - lastMs;
  knotMs[knots] = toMs;
  knotUnit[knots++] = lastUnit;
  return {
    fromMs,
    toMs,
    knotMs: knotMs.subarray(0, knots),
    knotUnit: knotUnit.subarray(0, knots),
    totalUnits: Math.max(lastUnit, Number.MIN_VALUE),
    stretches,
  };
}

/** Index of the last knot at or before the value. */
function knotBefore(knots: Float64Array, value: number): number {
  let low = 0;
  let high = knots.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((knots[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

function interpolate(from: Float64Array, to: Float64Array, value: number): number {
  const i = knotBefore(from, value);
  const a = from[i] ?? 0;
  const b = from[i + 1] ?? a;
  const x = to[i] ?? 0;
  const y = to[i + 1] ?? x;
  return b === a ? x : x + ((value - a) / (b - a)) * (y - x);
}

/** Time offset → unit, clamped to the chain's extent. */
export function toUnit(scale: TimeScale, ms: number): number {
  return interpolate(scale.knotMs, scale.knotUnit, Math.min(Math.max(ms, scale.fromMs), scale.toMs));
}

/** Unit → time offset, clamped. */
export function toMs(scale: TimeScale, unit: number): number {
  return interpolate(scale.knotUnit, scale.knotMs, Math.min(Math.max(unit, 0), scale.totalUnits));
}

/** Stretches that overlap [fromMs, toMs], at most `limit` of them; found by halving, not by walking. */
export function stretchesBetween(
  scale: TimeScale,
  fromMs: number,
  toMsValue: number,
  limit: number,
): Stretch[] {
  const { stretches } = scale;
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.toMs ?? 0) <= fromMs) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < stretches.length && end - low < limit && (stretches[end]?.fromMs ?? 0) < toMsValue) end++;
  return stretches.slice(low, end);
}
