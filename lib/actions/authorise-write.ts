import { AppError } from '../domain/app-error.ts';

/** Throws `forbidden` where this dashboard only reads. */
export function authoriseWrite(env: { REPRISE_READ_ONLY: 'on' | 'off' }): void {
  if (env.REPRISE_READ_ONLY === 'off') return;
  throw new AppError('forbidden', 'This dashboard is read-only: nothing is run or changed from it.', {
    nextStep: 'Start it with REPRISE_READ_ONLY=off to allow acts.',
  });
}
