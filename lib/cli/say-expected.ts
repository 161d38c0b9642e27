import { AppError } from '../domain/app-error.ts';

/** Runs a command; an expected failure is one line on standard error and exit code 1, a bug keeps its stack. */
export async function sayExpected(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(error.nextStep === null ? error.message : `${error.message} ${error.nextStep}`);
    return 1;
  }
}
