import { AppError } from './lib/domain/app-error.ts';
import { endWithProcess } from './lib/runtime/end-with-process.ts';
import { processSingleton } from './lib/runtime/process-singleton.ts';
import { startRuntime } from './lib/runtime/start-runtime.ts';

/** Starts the runtime; what cannot be helped from within ends the process with one clear line. */
export async function start(): Promise<void> {
  processSingleton('end-with-process', () => {
    endWithProcess();
    return true;
  });
  await startRuntime(process.env, giveUp).catch(giveUp);
}

function giveUp(error: unknown): never {
  process.stderr.write(`✘ ${wordsOf(error)}\n`);
  process.exit(1);
}

function wordsOf(error: unknown): string {
  if (error instanceof AppError) return [error.message, error.nextStep].filter(Boolean).join(' ');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
