import { describeStateMachine } from '../../aws/describe-state-machine.ts';
import { listStateMachineTags } from '../../aws/list-state-machine-tags.ts';
import type { StateMachine } from '../../aws/state-machine.ts';
import { managedByOf } from '../../collector/function-record.ts';
import { AppError } from '../../domain/app-error.ts';
import type { RecentReads } from '../rules/recent-reads.ts';
import type { ServiceContext } from '../service-context.ts';
import { type MachineContext, machineArnOf } from './machine-context.ts';

/** Tags change with deployments; a list of hundreds of machines is not worth hundreds of calls each time. */
const TAGS_LAST_MS = 600_000;

/** The state machine of this name. Throws `not-found` beside `name`, or why AWS could not be read. */
export async function readMachine(
  context: Pick<MachineContext, 'aws' | 'where'>,
  reads: RecentReads,
  name: string,
): Promise<StateMachine> {
  const arn = machineArnOf(context, name);
  try {
    return await reads.get(`state machine ${arn}`, () => describeStateMachine(context.aws, arn));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    throw new AppError('not-found', `There is no state machine ${name} in this account and region.`, {
      field: 'name',
      nextStep: 'Look at the list of state machines; it may have been deleted or be in another region.',
      cause: error,
    });
  }
}

/** The tags of the state machine; none where they may not be read. */
export async function machineTags(
  { aws }: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  stateMachineArn: string,
): Promise<Record<string, string>> {
  const read = () => listStateMachineTags(aws, stateMachineArn).catch(noneWhereUnreadable);
  return reads.get(`tags ${stateMachineArn}`, read, TAGS_LAST_MS);
}

/** The tool that deploys the state machine, by its tags; null where no tag says so or they may not be read. */
export async function machineManager(
  context: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  stateMachineArn: string,
): Promise<string | null> {
  return managedByOf(await machineTags(context, reads, stateMachineArn));
}

function noneWhereUnreadable(error: unknown): Record<string, string> {
  if (error instanceof AppError) return {};
  throw error;
}
