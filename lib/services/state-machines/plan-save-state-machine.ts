import { nullWhereAbsent } from '../../aws/null-where-absent.ts';
import type { StateMachine } from '../../aws/state-machine.ts';
import type { ProblemText } from '../../contract/operation.ts';
import type { Plan } from '../../contract/plan.ts';
import type { DefinitionCheck, SaveStateMachineInput } from '../../contract/state-machine.ts';
import { AppError } from '../../domain/app-error.ts';
import { type PlanProposal, proposePlan } from '../plan/propose-plan.ts';
import { fieldProblem } from '../rules/field-problem.ts';
import { freshReads } from '../rules/recent-reads.ts';
import { WrongInputError } from '../wrong-input-error.ts';
import { checkDefinition } from './check-definition.ts';
import { checkMachineRole } from './check-machine-role.ts';
import { type MachineContext, machineArnOf } from './machine-context.ts';
import { machineManager, readMachine } from './read-machine.ts';

/**
 * Plans a new state machine, or another definition or role for one that exists. Throws `invalid-input` with each problem
 * at its field, `conflict` (it exists and `overwrite` is false, has another type, is being deleted, or nothing would
 * change), or why AWS could not be read.
 */
export async function planSaveStateMachine(
  context: MachineContext,
  input: SaveStateMachineInput,
): Promise<Plan> {
  const reads = freshReads();
  const resourceArn = machineArnOf(context, input.name);
  const [former, check, role] = await Promise.all([
    nullWhereAbsent(readMachine(context, reads, input.name)),
    checkDefinition(context, input),
    checkMachineRole(context, input),
  ]);
  if (former !== null) mustBeChangeable(input, former);
  const problems = [...check.problems.filter(isError).map(problemAtField), ...role.problems];
  if (problems.length > 0) throw new WrongInputError(problems);
  const manager = former === null ? null : await machineManager(context, reads, resourceArn);
  return proposePlan(context, {
    title: former === null ? `Create state machine ${input.name}` : `Change state machine ${input.name}`,
    resourceArn,
    warnings: [
      ...managedWarnings(manager),
      ...check.problems.filter((problem) => !isError(problem)).map(({ message }) => message),
      ...role.warnings,
      ...saveWarnings(input, former),
    ],
    calls: callsOf(input, former),
  });
}

/** What to know before a state machine is changed that a tool manages. */
export function managedWarnings(manager: string | null): string[] {
  if (manager === null) return [];
  return [`${manager} manages this state machine: its next deployment reverts the change.`];
}

function mustBeChangeable(input: SaveStateMachineInput, former: StateMachine): void {
  const { name } = input;
  if (former.status === 'DELETING') {
    throw new AppError('conflict', `The state machine ${name} is being deleted.`, {
      field: 'name',
      nextStep: 'Wait until its running executions have ended, or choose another name.',
    });
  }
  if (!input.overwrite) {
    throw new AppError('conflict', `There is a state machine ${name} already.`, {
      field: 'name',
      nextStep: 'Choose another name, or open that state machine and change it.',
    });
  }
  if (former.type === input.type) return;
  throw new AppError('conflict', `The type of a state machine cannot be changed: it is ${former.type}.`, {
    field: 'type',
    nextStep: 'Save it under another name.',
  });
}

function isError({ severity }: DefinitionCheck['problems'][number]): boolean {
  return severity === 'ERROR';
}

function problemAtField({ path, message, line }: DefinitionCheck['problems'][number]): ProblemText {
  const place = [...(line === null ? [] : [`Line ${line}`]), ...(path === '' ? [] : [path])].join(', ');
  return fieldProblem('definition', place === '' ? message : `${place}: ${message}`);
}

function saveWarnings({ type, definition }: SaveStateMachineInput, former: StateMachine | null): string[] {
  if (former === null) {
    return type === 'EXPRESS'
      ? ['AWS keeps no executions of an Express state machine: what it ran is seen in the logs only.']
      : [];
  }
  return former.definition === definition
    ? []
    : ['Executions that run now go on with the former definition; for some seconds new ones may, too.'];
}

function callsOf(input: SaveStateMachineInput, former: StateMachine | null): PlanProposal['calls'] {
  const { name, type, definition, roleArn } = input;
  if (former === null) {
    return [{ operation: 'CreateStateMachine', input: { name, type, definition, roleArn } }];
  }
  const { stateMachineArn } = former;
  return [{ operation: 'UpdateStateMachine', input: { stateMachineArn, definition, roleArn } }];
}
