import { listEventBuses } from '../../aws/list-event-buses.ts';
import { listExecutions } from '../../aws/list-executions.ts';
import { listRuleNamesByTarget } from '../../aws/list-rule-names-by-target.ts';
import type { StateMachine } from '../../aws/state-machine.ts';
import type { Plan } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import { listWords } from '../../domain/list-words.ts';
import { proposePlan } from '../plan/propose-plan.ts';
import { fewAtOnce } from '../rules/few-at-once.ts';
import { freshReads } from '../rules/recent-reads.ts';
import type { MachineContext } from './machine-context.ts';
import { managedWarnings } from './plan-save-state-machine.ts';
import { machineManager, readMachine } from './read-machine.ts';

/** More are not counted. */
const COUNTED = 1_000;
const AT_ONCE = 4;

/** Plans the deletion of a state machine. Throws `not-found`, `conflict` (it is being deleted already). */
export async function planDeleteStateMachine(
  context: MachineContext,
  { name }: { name: string },
): Promise<Plan> {
  const reads = freshReads();
  const machine = await readMachine(context, reads, name);
  const { stateMachineArn } = machine;
  if (machine.status === 'DELETING') {
    throw new AppError('conflict', `The state machine ${name} is being deleted already.`, {
      nextStep: 'Wait until its running executions have ended.',
    });
  }
  return proposePlan(context, {
    title: `Delete state machine ${name}`,
    resourceArn: stateMachineArn,
    warnings: [
      ...managedWarnings(await machineManager(context, reads, stateMachineArn)),
      ...(await ruleWarnings(context, stateMachineArn)),
      ...(await executionWarnings(context, machine)),
    ],
    calls: [{ operation: 'DeleteStateMachine', input: { stateMachineArn } }],
  });
}

/** Rules whose events would be lost. */
async function ruleWarnings({ aws }: MachineContext, stateMachineArn: string): Promise<string[]> {
  try {
    const buses = await listEventBuses(aws);
    const rules = await fewAtOnce(buses, AT_ONCE, async ({ eventBusName }) => {
      const names = await listRuleNamesByTarget(aws, { eventBusName, targetArn: stateMachineArn });
      return names.map((ruleName) => `${ruleName} on bus ${eventBusName}`);
    });
    const starting = rules.flat();
    if (starting.length === 0) return [];
    return [`Rules start it, and their events would start nothing any more: ${listWords(starting)}.`];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [`Whether rules start it could not be read. ${error.message}`];
  }
}

/** What becomes of its executions. */
export async function executionWarnings(
  { aws }: MachineContext,
  { type, stateMachineArn }: StateMachine,
): Promise<string[]> {
  const lost =
    'Its executions and their histories are lost; undoing brings the state machine back, not them.';
  if (type === 'EXPRESS') return [];
  try {
    const page = { stateMachineArn, status: 'RUNNING' as const, limit: COUNTED, nextToken: null };
    const { executions, nextToken } = await listExecutions(aws, page);
    if (executions.length === 0) return [lost];
    const count = nextToken === null ? `${executions.length}` : `more than ${executions.length}`;
    return [`Running executions are stopped: ${count} now.`, lost];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [`Running executions are stopped; how many could not be read. ${error.message}`, lost];
  }
}
