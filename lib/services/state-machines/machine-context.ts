import { AppError } from '../../domain/app-error.ts';
import { executionArnOf, stateMachineArnOf } from '../../domain/target-arn.ts';
import type { ServiceContext } from '../service-context.ts';

/** What the services of state machines need besides: whose account they act in. */
export interface MachineContext extends ServiceContext {
  where: { accountId: string | null; region: string; sandbox: boolean };
}

/** The ARN that the state machine has or will have. Throws `aws-unreachable` while the account is not known. */
export function machineArnOf({ where }: Pick<MachineContext, 'where'>, name: string): string {
  const { accountId, region } = where;
  if (accountId === null) {
    throw new AppError('aws-unreachable', 'AWS has not said yet whose account this is.', {
      nextStep: 'Look at the health page.',
    });
  }
  return stateMachineArnOf({ region, accountId, name });
}

/** The ARN of an execution of a Standard state machine. Throws as `machineArnOf`. */
export function executionArnFor(
  context: Pick<MachineContext, 'where'>,
  { name, executionName }: { name: string; executionName: string },
): string {
  return executionArnOf(machineArnOf(context, name), executionName);
}
