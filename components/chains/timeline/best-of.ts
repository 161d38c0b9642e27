const RUNS = 12;

/** The quickest of several runs in ms: what the work takes when the machine is not busy with something else. */
export function bestOf(work: () => void): number {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const since = performance.now();
    work();
    bestMs = Math.min(bestMs, performance.now() - since);
  }
  return bestMs;
}
