import { readFileSync } from 'node:fs';

const INTERVAL_MS = 500;

/**
 * Calls back once when the process that started us is gone, however it ended. Under npm there is a shell between us
 * and it, so its parent is watched too, where /proc tells it.
 */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const grandparent = process.env.npm_lifecycle_event === undefined ? null : parentOf(parent);
  const timer = setInterval(() => {
    const gone = process.ppid !== parent || (grandparent !== null && parentOf(parent) !== grandparent);
    if (!gone) return;
    clearInterval(timer);
    onGone();
  }, INTERVAL_MS);
  timer.unref();
}

function parentOf(pid: number): number | null {
  try {
    // "pid (command) state ppid …"; the command may hold spaces and parentheses
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return Number.isInteger(ppid) && ppid > 1 ? ppid : null;
  } catch {
    return null;
  }
}
