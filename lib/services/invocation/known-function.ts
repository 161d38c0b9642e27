import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * The function's ARN: from discovery, else asked of AWS, since it may be seconds old.
 * Throws `not-found` beside `functionName`, or why AWS could not be asked.
 */
export async function knownFunctionArn(context: ServiceContext, functionName: string): Promise<string> {
  const discovered = (await context.store.functions.list()).find((row) => row.functionName === functionName);
  if (discovered !== undefined) return discovered.functionArn;
  try {
    return (await getFunctionConfiguration(context.aws, functionName)).functionArn;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    throw new AppError(
      'not-found',
      `There is no function named ${functionName} in this account and region.`,
      {
        field: 'functionName',
        nextStep: 'Check the name and the region on the functions page.',
        cause: error,
      },
    );
  }
}
