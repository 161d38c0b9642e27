import type { SandboxClock } from '../../../service.ts';

/** Timers hold no more than 24 days; longer waits are cut in pieces. */
const MAX_PIECE_MS = 86_400_000;

/** Resolves after `ms` of AWS time; rejects with the signal's reason when it aborts, and then leaves no timer. */
export function sleep(ms: number, clock: SandboxClock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    let cancel = () => {};
    const stop = () => {
      cancel();
      reject(signal.reason);
    };
    const next = (restMs: number) => {
      const pieceMs = Math.min(restMs, MAX_PIECE_MS);
      cancel = clock.after(pieceMs, () => {
        if (restMs > pieceMs) next(restMs - pieceMs);
        else {
          signal.removeEventListener('abort', stop);
          resolve();
        }
      });
    };
    signal.addEventListener('abort', stop, { once: true });
    next(Math.max(0, ms));
  });
}
