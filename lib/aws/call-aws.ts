import { type AwsCall, toAppError } from './aws-error.ts';

/** Runs one SDK call; what it throws becomes an AppError in our words. */
export async function callAws<T>(call: AwsCall, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw toAppError(error, call);
  }
}
