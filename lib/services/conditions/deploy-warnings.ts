import { describeStateMachine } from '../../aws/describe-state-machine.ts';
import { nullWhereAbsent } from '../../aws/null-where-absent.ts';
import type { Condition } from '../../domain/condition/condition.ts';
import { describeLimits, describeWhen } from '../../domain/condition/describe-condition.ts';
import { enactmentLimits } from '../../domain/condition/enactment-limits.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { executionWarnings } from '../state-machines/plan-delete-state-machine.ts';
import type { DeployedResources } from './deployed-resources.ts';

/** What the operator should know of the way that is deployed. */
export function deployWarnings(condition: Condition): string[] {
  if (condition.how === 'invoke') return dashboardWords(condition);
  return enactmentLimits(condition, condition.how).cannot.map(({ what, instead }) => `${what} ${instead}`);
}

/** How the dashboard carries the condition out itself, without a change of the function's code. */
export function dashboardWords(condition: Condition): string[] {
  const { functionName, when, limits, nextInput } = condition;
  const given = nextInput === 'request' ? 'the same payload' : 'the response of the last run';
  return [
    `This dashboard will invoke ${functionName} again where ${describeWhen(when).join(' and ')}, with ${given}: ${describeLimits(limits).join('; ')}.`,
    'It acts on what it sees: while no dashboard runs, or the function is not watched, nothing runs again.',
    'Leave the handler as it is: with handler code that runs it again, too, each result would do so twice.',
  ];
}

/** What becomes of results while one version or way takes the place of another. */
export function moveWarnings({ deployed, how }: ConditionRow): string[] {
  if (deployed === null) return [];
  const warnings =
    how === 'invoke'
      ? ['Results from before the change, and those seen late, are listed for you instead of being run.']
      : [];
  if (deployed.how === how) return warnings;
  if (deployed.how === 'invoke') return ['Re-runs that wait already are still sent by this dashboard.'];
  if (deployed.how === 'eventbridge') {
    warnings.push(
      'EventBridge may act by the former rule for up to a minute; results until then are left to it.',
    );
  }
  return warnings;
}

/** A state machine that goes takes its executions with it. */
export async function executionsWarning(
  context: MachineContext,
  from: DeployedResources | null,
  to: DeployedResources | null,
): Promise<string[]> {
  if (!from?.machine || from.machine.name === to?.machine?.name) return [];
  const machine = await nullWhereAbsent(describeStateMachine(context.aws, from.machine.stateMachineArn));
  return machine === null ? [] : executionWarnings(context, machine);
}
