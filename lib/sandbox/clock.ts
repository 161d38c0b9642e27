import type { FaultBoard } from './fault-board.ts';
import type { SandboxClock } from './service.ts';

/** Timestamps are real; waiting is scaled by `timeScale` (0.05: a minute of AWS takes three seconds). */
export function createSandboxClock(timeScale: number, faults: FaultBoard): SandboxClock {
  return {
    now: Date.now,
    hostSkewMs: () => faults.clockAheadMs(),
    after(ms, run) {
      const timer = setTimeout(run, ms * timeScale);
      return () => clearTimeout(timer);
    },
  };
}
