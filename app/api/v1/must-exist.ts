import { AppError } from '@/lib/domain/app-error';

/** `found`, or throws `not-found` beside `field`. */
export function mustExist<T>(found: T | null, what: string, field: string): T {
  if (found !== null) return found;
  throw new AppError('not-found', `There is no such ${what}.`, {
    field,
    nextStep: 'It may be mistyped, or pruned by retention.',
  });
}
