import type { z } from 'zod';
import type { zConditionActInput } from '../../contract/condition.ts';
import type { Plan } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import { zFields } from '../plan/plan-body.ts';
import { type PlanProposal, proposePlan } from '../plan/propose-plan.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { WrongInputError } from '../wrong-input-error.ts';
import { checkCondition } from './check-condition.ts';
import { deployWarnings, executionsWarning, moveWarnings } from './deploy-warnings.ts';
import { type DeployedResources, deployedResources } from './deployed-resources.ts';
import { pausedDefinition } from './machine-calls.ts';
import { moveCalls } from './move-calls.ts';
import { conditionOf, functionArnOf, mustFindCondition, savedInput } from './saved-condition.ts';
import { wantedResources } from './wanted-resources.ts';

/** A rule that was switched off may act for about a minute: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html */
const RULE_ENDS_WITHIN_MS = 60_000;
const RULE_ENDS_IN_SANDBOX_WITHIN_MS = 1_000;

/**
 * Plans to deploy a condition's present version in place of what stands of it, to pause, resume or remove what is
 * deployed, or to delete what is not. Throws `not-found`, `invalid-input` with each problem at its field, `conflict`
 * (nothing to change, not deployed, still deployed, records go elsewhere), or why AWS could not be read.
 */
export async function planConditionAct(
  context: MachineContext,
  { conditionId, act }: z.output<typeof zConditionActInput>,
): Promise<Plan> {
  const row = await mustFindCondition(context, conditionId);
  if (act === 'deploy') return planDeploy(context, row);
  if (act === 'remove') return planRemove(context, row);
  if (act === 'delete') return planDelete(context, row);
  return planSwitch(context, row, act === 'pause');
}

async function planDeploy(context: MachineContext, row: ConditionRow): Promise<Plan> {
  const { conditionId, version, name, how } = row;
  const input = savedInput(row);
  const check = await checkCondition(context, input);
  if (check.problems.length > 0) throw new WrongInputError(check.problems);
  const functionArn = await functionArnOf(context, input.functionName);
  const condition = conditionOf(input, { conditionId, version, functionArn, deployedAt: null });
  const from = deployedResources(row);
  const to = await wantedResources(context, condition, { input, former: from });
  const { calls, warnings } = await moveCalls(context, {
    conditionId,
    description: `Condition ${name}, version ${version}, of Reprise`,
    from,
    to,
  });
  return proposePlan(context, {
    title: from === null ? `Deploy condition ${name}` : `Deploy version ${version} of condition ${name}`,
    resourceArn: functionArn,
    warnings: [
      ...deployWarnings(condition),
      ...moveWarnings(row),
      ...(await executionsWarning(context, from, to)),
      ...warnings,
      ...check.warnings,
    ],
    calls,
    settles: {
      kind: 'condition-deployed',
      conditionId,
      deployed: { version, how, paused: false, resources: zFields.parse(to) },
      leaveAloneMs: leaveAloneMs(context, row),
    },
  });
}

/** How long a rule of this condition may still run what it matches after it was switched off, by the plan or its undo. */
function leaveAloneMs({ where }: MachineContext, { deployed, how }: ConditionRow): number {
  if (deployed?.how !== 'eventbridge' && how !== 'eventbridge') return 0;
  return where.sandbox ? RULE_ENDS_IN_SANDBOX_WITHIN_MS : RULE_ENDS_WITHIN_MS;
}

async function planRemove(context: MachineContext, row: ConditionRow): Promise<Plan> {
  const { conditionId, name } = row;
  const { how, resources } = mustBeDeployed(row, 'Delete the draft where it is not needed.');
  const change = { conditionId, description: name, from: resources, to: null };
  const { calls, warnings } = await moveCalls(context, change);
  return proposePlan(context, {
    title: `Remove condition ${name}`,
    resourceArn: resources.functionArn,
    warnings: [
      'The condition stays here as a draft.',
      ...(how === 'invoke' ? ['Re-runs that wait for their time are cancelled.'] : []),
      ...(await executionsWarning(context, resources, null)),
      ...warnings,
    ],
    calls,
    settles: { kind: 'condition-removed', conditionId, forget: false },
  });
}

async function planDelete(context: MachineContext, row: ConditionRow): Promise<Plan> {
  const { conditionId, name, functionName, deployed } = row;
  if (deployed !== null) {
    throw new AppError('conflict', `The condition ${name} is still deployed.`, {
      field: 'act',
      nextStep: 'Remove it first.',
    });
  }
  return proposePlan(context, {
    title: `Delete condition ${name}`,
    resourceArn: await functionArnOf(context, functionName),
    warnings: ['What was saved is forgotten with its earlier versions; nothing in AWS is changed.'],
    calls: [],
    settles: { kind: 'condition-removed', conditionId, forget: true },
  });
}

/** What is in force; throws `conflict` with what to do where nothing is. */
function mustBeDeployed(row: ConditionRow, nextStep: string) {
  const { deployed, name } = row;
  const resources = deployedResources(row);
  if (deployed === null || resources === null) {
    throw new AppError('conflict', `The condition ${name} is not deployed.`, { field: 'act', nextStep });
  }
  return { version: deployed.version, how: deployed.how, resources };
}

const SWITCH_WARNINGS: Record<ConditionRow['how'], [pause: string, resume: string]> = {
  invoke: [
    'This dashboard invokes nothing more by the condition; re-runs that wait for their time are cancelled.',
    'Results from before it was resumed are left alone: run them again by hand where they should be.',
  ],
  eventbridge: [
    'For up to a minute results may still run again by the rule.',
    'Results from while it was paused do not run again.',
  ],
  stepfunctions: [
    'New executions end at once; those that run go on by the former definition.',
    'Executions that ended while it was paused do not run again by themselves.',
  ],
};

async function planSwitch(context: MachineContext, row: ConditionRow, paused: boolean): Promise<Plan> {
  const { conditionId, name } = row;
  const { version, how, resources } = mustBeDeployed(row, 'Deploy it first.');
  return proposePlan(context, {
    title: `${paused ? 'Pause' : 'Resume'} condition ${name}`,
    resourceArn: resources.functionArn,
    warnings: [SWITCH_WARNINGS[how][paused ? 0 : 1]],
    calls: switchCalls(name, resources, paused),
    settles: {
      kind: 'condition-deployed',
      conditionId,
      deployed: { version, how, paused, resources: zFields.parse(resources) },
      leaveAloneMs: 0,
    },
  });
}

function switchCalls(
  name: string,
  { rule, machine }: DeployedResources,
  paused: boolean,
): PlanProposal['calls'] {
  if (rule !== null) {
    const input = { Name: rule.ruleName, EventBusName: rule.eventBusName };
    return [{ operation: paused ? 'DisableRule' : 'EnableRule', input }];
  }
  if (machine === null) return [];
  const { stateMachineArn, definition } = machine;
  const input = { stateMachineArn, definition: paused ? pausedDefinition(name) : definition };
  return [{ operation: 'UpdateStateMachine', input }];
}
