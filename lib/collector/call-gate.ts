/** Lets calls pass at a rate, the most urgent first. */
export interface CallGate {
  /** Resolves when the call may go; `dueAt` (ms, any one clock) orders those who wait. Rejects when `signal` aborts. */
  take(dueAt: number, signal: AbortSignal): Promise<void>;
  /** AWS throttled all the same: the rate falls by a third and recovers within a minute. */
  throttled(): void;
  /** Mean of the last ten seconds. */
  callsPerSecond(): number;
  readonly budgetPerSecond: number;
}

interface Waiting {
  dueAt: number;
  pass(): void;
}

const RECOVERY_MS = 60_000;
const LEAST_FACTOR = 0.1;
const MEASURED_SECONDS = 10;

/**
 * A token bucket of one second's calls. Whoever waits is served by due time, so that slow passes yield to hot groups
 * and yet none starves. `nowMs` is monotonic.
 */
export function createCallGate(budgetPerSecond: number, nowMs = () => performance.now()): CallGate {
  const burst = Math.max(1, budgetPerSecond);
  const waiting: Waiting[] = [];
  const passedAt: number[] = [];
  let tokens = burst;
  let refilledAt = nowMs();
  let factor = 1;
  let timer: NodeJS.Timeout | null = null;

  const refill = () => {
    const now = nowMs();
    const elapsed = Math.max(0, now - refilledAt);
    factor = Math.min(1, factor + elapsed / RECOVERY_MS);
    tokens = Math.min(burst, tokens + (elapsed / 1_000) * budgetPerSecond * factor);
    refilledAt = now;
  };
  const serve = () => {
    timer = null;
    refill();
    while (tokens >= 1) {
      const next = waiting.shift();
      if (next === undefined) return;
      tokens -= 1;
      const now = nowMs();
      passedAt.push(now);
      forget(now);
      next.pass();
    }
    if (waiting.length > 0) {
      timer = setTimeout(serve, Math.max(1, ((1 - tokens) * 1_000) / (budgetPerSecond * factor)));
    }
  };
  const forget = (now: number) => {
    while ((passedAt[0] ?? Number.POSITIVE_INFINITY) < now - MEASURED_SECONDS * 1_000) passedAt.shift();
  };

  return {
    budgetPerSecond,
    take(dueAt, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const onAbort = () => {
          const at = waiting.indexOf(entry);
          if (at >= 0) waiting.splice(at, 1);
          reject(signal.reason);
        };
        const entry: Waiting = {
          dueAt,
          pass: () => {
            signal.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        const later = waiting.findIndex((other) => other.dueAt > dueAt);
        waiting.splice(later < 0 ? waiting.length : later, 0, entry);
        if (timer === null) serve();
      });
    },
    throttled() {
      refill();
      factor = Math.max(LEAST_FACTOR, factor * 0.67);
      tokens = Math.min(tokens, 0);
    },
    callsPerSecond() {
      forget(nowMs());
      return passedAt.length / MEASURED_SECONDS;
    },
  };
}
