import type { WatchFunctionInput } from '../contract/function.ts';
import { AppError } from '../domain/app-error.ts';
import { notifyLive, type ServiceContext } from './service-context.ts';

/** Chooses whether a function's log group is followed; null gives the choice back to REPRISE_WATCH. Throws `not-found`. */
export async function watchFunction(
  context: ServiceContext,
  input: WatchFunctionInput,
): Promise<WatchFunctionInput> {
  const { functions } = context.store;
  const known = (await functions.list()).some((row) => row.functionName === input.functionName);
  if (!known) {
    throw new AppError(
      'not-found',
      `There is no function named ${input.functionName} in this account and region.`,
      {
        field: 'functionName',
      },
    );
  }
  await functions.setWatched(input.functionName, input.watched);
  await notifyLive(context, { type: 'functions' });
  return input;
}
