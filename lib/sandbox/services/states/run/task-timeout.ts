import type { SandboxClock } from '../../../service.ts';
import type { TaskResource } from './task.ts';

const MAX_TIMER_MS = 2_147_483_647;

/** Ends when a task's time is up. Functions run in real time, as their own timeout does; other tasks mostly wait. */
export function awaitTimeout(
  seconds: number | null,
  resource: TaskResource,
  clock: SandboxClock,
): { elapsed: Promise<'timeout'>; cancel(): void } {
  let cancel = () => {};
  const elapsed = new Promise<'timeout'>((resolve) => {
    if (seconds === null) return;
    const ms = Math.min(seconds * 1_000, MAX_TIMER_MS);
    const end = () => resolve('timeout');
    if (resource.kind === 'function' || resource.resourceType === 'lambda') {
      const timer = setTimeout(end, ms);
      cancel = () => clearTimeout(timer);
    } else cancel = clock.after(ms, end);
  });
  return { elapsed, cancel: () => cancel() };
}
