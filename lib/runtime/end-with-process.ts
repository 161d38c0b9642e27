import { runtimeSlot } from './runtime.ts';

const GRACE_MS = 3_000;
const LOOK_EVERY_MS = 500;

/**
 * Ends the runtime with the process: on SIGTERM and SIGINT, and when the launcher is gone however it ended (its IPC
 * channel closes, or its process is no more). Open event streams would otherwise hold `next start` for ever.
 */
export function endWithProcess(): void {
  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(code), GRACE_MS).unref();
    await runtimeSlot()
      .stop?.()
      .catch(() => {});
    process.exit(code);
  };
  process.once('SIGTERM', () => void end(0));
  process.once('SIGINT', () => void end(0));
  if (process.connected) process.once('disconnect', () => void end(0));
  const launcher = Number(process.env.REPRISE_LAUNCHER_PID);
  if (!Number.isInteger(launcher) || launcher <= 1) return;
  setInterval(() => {
    if (!isAlive(launcher)) void end(0);
  }, LOOK_EVERY_MS).unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
