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
  try {
    await startRuntime(process.env);
  } catch (error) {
    const words =
      error instanceof AppError ? [error.message, error.nextStep].filter(Boolean).join(' ') : error;
    process.stderr.write(`✘ ${words instanceof Error ? (words.stack ?? words.message) : words}\n`);
    process.exit(1);
  }
}
