import { AppError } from '../../domain/app-error.ts';
import type { Fields, PlanStep } from './plan-body.ts';
import { planOperation } from './plan-operations.ts';
import type { PlanRun } from './plan-run.ts';
import { isSettled, releaseUnsettled, unsettle } from './plan-settlement.ts';
import { holds, isOurs, sameState } from './same-state.ts';

interface TakenStep {
  step: PlanStep;
  former: Fields;
}

/** What the plan did or may have done, last call first. */
function takenSteps({ plan }: PlanRun): TakenStep[] {
  return plan.body.steps
    .toReversed()
    .flatMap((step) =>
      step.former === null || step.status === 'undone' ? [] : [{ step, former: step.former }],
    );
}

/** Throws `state-changed` where someone changed what the plan made. */
export async function mustAllBeOurs(run: PlanRun): Promise<void> {
  const seen = new Set<string>();
  for (const { step, former } of takenSteps(run)) {
    const subject = planOperation(step.operation).subject(step.input);
    // of several calls on the same piece of state only the last one's result can be seen
    if (!seen.has(subject)) mustBeOurs(step, (await run.read(step)).state, former);
    seen.add(subject);
  }
  const { status, body } = run.plan;
  if (status !== 'done' || body.settles === null || body.settles.kind !== 'condition-deployed') return;
  if (await isSettled(run.context.store, body.settles)) return;
  throw new AppError('state-changed', 'The condition was deployed or switched again after this plan ran.', {
    nextStep: 'Undo the later plan first, or make a new one.',
  });
}

/**
 * Takes back what the plan did, last call first, and what the store kept of it. A step that failed keeps its problem;
 * answers false where one could not be taken back: it and those before it stay as they are, with the reason beside it.
 */
export async function takeBack(run: PlanRun): Promise<boolean> {
  const { context, plan } = run;
  await unsettle(context, plan.body);
  const taken = takenSteps(run);
  const formerOf = new Map(taken.map(({ step, former }) => [step, former]));
  const failed = await run.through([...formerOf.keys()], (step) =>
    undo(run, step, formerOf.get(step) ?? step.planned),
  );
  if (failed !== null) return false;
  await releaseUnsettled(context, plan.body);
  return true;
}

function mustBeOurs(step: PlanStep, state: Fields, former: Fields): void {
  const kind = planOperation(step.operation);
  const ours =
    step.status === 'done'
      ? holds(kind, step.input, state) || sameState(state, former)
      : isOurs(kind, step.input, state, former);
  if (ours) return;
  throw new AppError('state-changed', `The ${kind.subject(step.input)} was changed after this plan ran.`, {
    nextStep: 'Undoing would overwrite that change; change the resource by hand or by a new plan.',
  });
}

async function undo(run: PlanRun, step: PlanStep, former: Fields): Promise<void> {
  const kind = planOperation(step.operation);
  // the step that stopped the plan goes on saying why
  const keepsProblem = step.status === 'failed' && step.failedIn === 'execute';
  const { state } = await run.read(step);
  mustBeOurs(step, state, former);
  if (!sameState(state, former)) {
    if (!keepsProblem) step.status = 'running';
    await run.write('running');
    await kind.undo(run.context.aws, step.input, former);
  }
  await run.verify(step, (now) => sameState(now, former));
  if (keepsProblem) step.former = null;
  else {
    step.status = 'undone';
    step.problem = null;
    step.failedIn = null;
  }
}
