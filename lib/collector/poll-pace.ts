/** How often a log group is read; all in ms. */
export interface PollPace {
  /** Between polls of a group that had an event within `hotForMs`. */
  hotMs: number;
  hotForMs: number;
  /** An idle group is read less and less, down to `idleMaxMs`. */
  idleMs: number;
  idleMaxMs: number;
  /** Window that is read again: lines arrive late (aws.md 4.5). */
  overlapMs: number;
  /** Shorter window of the polls between two full ones. */
  quickOverlapMs: number;
  fullEveryMs: number;
  /** The slow pass reads this window again … */
  slowWindowMs: number;
  /** … this often. */
  slowEveryMs: number;
  backOffMs: number;
  backOffMaxMs: number;
}

const MINUTE_MS = 60_000;

/** On AWS each call counts against the region's rate; lines were seen 15 s late. */
export const AWS_PACE: PollPace = {
  hotMs: 1_000,
  hotForMs: 2 * MINUTE_MS,
  idleMs: 2_000,
  idleMaxMs: 15_000,
  overlapMs: MINUTE_MS,
  quickOverlapMs: 20_000,
  fullEveryMs: 10_000,
  slowWindowMs: 120 * MINUTE_MS,
  slowEveryMs: 15 * MINUTE_MS,
  backOffMs: 1_000,
  backOffMaxMs: 2 * MINUTE_MS,
};

/** The sandbox is on this machine and costs nothing. */
export const SANDBOX_PACE: PollPace = {
  ...AWS_PACE,
  hotMs: 350,
  idleMs: 700,
  idleMaxMs: 1_000,
  quickOverlapMs: 1_500,
  fullEveryMs: 8_000,
  backOffMs: 300,
  backOffMaxMs: 5_000,
};

/** ms until the next poll of a group whose last new event was seen `quietMs` ago (infinite: none yet). */
export function pollDelayMs(quietMs: number, pace: PollPace): number {
  if (quietMs < pace.hotForMs) return pace.hotMs;
  const minutes = (quietMs - pace.hotForMs) / MINUTE_MS;
  return Math.min(pace.idleMaxMs, pace.idleMs * (1 + minutes));
}

/** ms to wait after `failures` in a row: doubling, with half of it random (`random` in [0, 1)). */
export function backOffDelayMs(failures: number, pace: PollPace, random: number): number {
  const full = Math.min(pace.backOffMaxMs, pace.backOffMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (0.5 + random / 2));
}
