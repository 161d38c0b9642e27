import { stretchesBetween, type TimeScale } from './timeline-scale.model';
import type { Projection } from './timeline-zoom.model';

export interface Tick {
  x: number;
  label: string;
}

const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 10e3, 15e3, 30e3, 60e3, 120e3, 300e3, 600e3, 900e3,
  1800e3, 3600e3, 7200e3, 10_800e3, 21_600e3, 43_200e3, 86_400e3, 172_800e3, 604_800e3,
];
const LABEL_PX = 76;

/** The offset in the two units that matter at this step: `84 ms`, `3.2 s`, `1 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
export function formatOffset(ms: number, stepMs: number): string {
  if (ms < 1000 && stepMs < 1000) return `${Math.round(ms * 10) / 10} ms`;
  if (ms < 60_000) {
    const digits = stepMs >= 1000 ? 0 : stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : 3;
    return `${(ms / 1000).toFixed(digits)} s`;
  }
  const s = Math.round(ms / 1000);
  if (s < 3600) {
    const rest = stepMs < 1000 ? ((ms % 60_000) / 1000).toFixed(stepMs >= 100 ? 1 : 2) : String(s % 60);
    const minutes = stepMs < 1000 ? Math.floor(ms / 60_000) : Math.floor(s / 60);
    return stepMs >= 60_000 && s % 60 === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  }
  const minutes = Math.round(s / 60);
  if (minutes < 1440) {
    if (stepMs < 60_000) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min ${s % 60} s`;
    return minutes % 60 === 0 && stepMs >= 3600e3
      ? `${minutes / 60} h`
      : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours % 24 === 0 && stepMs >= 86_400e3
    ? `${hours / 24} d`
    : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/**
 * Ticks for what is shown: round steps where time is unfolded, the exact time where it goes on after a fold.
 * Offsets count from the chain's first start. Work is bounded by the width, not by the chain.
 */
export function ticks(scale: TimeScale, projection: Projection): Tick[] {
  const { width, pxPerMs } = projection;
  if (width <= 0) return [];
  const wanted = LABEL_PX / pxPerMs;
  const step = STEPS_MS.find((s) => s >= wanted) ?? Math.ceil(wanted / 604_800e3) * 604_800e3;
  const most = Math.ceil(width / LABEL_PX);
  const folds = stretchesBetween(scale, projection.fromMs, projection.toMs, 2 * most).filter((s) => !s.open);
  const found: Tick[] = [];
  const add = (ms: number, labelStep: number) => {
    const x = projection.x(ms);
    const last = found.at(-1);
    if (x < -1 || x > width - 24 || (last !== undefined && x - last.x < LABEL_PX)) return;
    found.push({ x, label: formatOffset(ms - scale.fromMs, labelStep) });
  };
  if (folds.length > most) {
    for (let x = 0; x < width; x += LABEL_PX + 20) {
      const ms = projection.ms(x);
      add(ms, Math.min(step, Math.max(1, (projection.ms(x + LABEL_PX) - ms) / 10)));
    }
    return found;
  }
  let from = projection.fromMs;
  for (const end of [...folds.map((f) => f.fromMs), projection.toMs]) {
    if (from > projection.fromMs) add(from, Math.min(step, 1000));
    const first = Math.ceil((from - scale.fromMs) / step - 1e-9) * step + scale.fromMs;
    const steps = Math.min(Math.floor((end - first) / step + 1e-9), Math.ceil(width / LABEL_PX) * 2);
    for (let k = 0; k <= steps; k++) add(first + k * step, step);
    from = folds.find((f) => f.fromMs === end)?.toMs ?? end;
  }
  return found;
}
