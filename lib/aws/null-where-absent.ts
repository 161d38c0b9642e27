import { AppError } from '../domain/app-error.ts';

/** What `read` finds; null where AWS says that there is none. */
export async function nullWhereAbsent<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  }
}
