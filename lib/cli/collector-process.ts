import { endWithProcess } from '../runtime/end-with-process.ts';
import { startRuntime } from '../runtime/start-runtime.ts';

/** Store and collector as the dashboard runs them, without the dashboard: what the crash test kills. */
export async function main(): Promise<void> {
  endWithProcess();
  await startRuntime(process.env, giveUp).catch(giveUp);
}

function giveUp(error: unknown): never {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
}

await main();
