import type { ExecutePlanInput, PlanRef } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { claimPlan, mustStandAt } from './claim-plan.ts';
import { findPlan } from './find-plan.ts';
import type { PlanStep, StoredPlan } from './plan-body.ts';
import { planOperation } from './plan-operations.ts';
import { PlanRun } from './plan-run.ts';
import { holdSettled, settle } from './plan-settlement.ts';
import { holds, isOurs, sameState } from './same-state.ts';
import { takeBack } from './take-back.ts';

/**
 * Compares AWS's state with the plan's and starts it, or goes on with one that failed or was interrupted; its progress
 * comes over the live stream. A call that fails has what the plan did until then taken back at once. Throws
 * `not-found`, `conflict`, and `state-changed` before the first write.
 */
export async function executePlan(context: ServiceContext, input: ExecutePlanInput): Promise<PlanRef> {
  const plan = await findPlan(context, input.planId);
  mustStandAt(plan, ['proposed', 'failed', 'interrupted'], 'run');
  if (plan.body.fingerprint !== input.fingerprint) {
    throw new AppError('state-changed', 'This is not the plan that was shown.', {
      field: 'fingerprint',
      nextStep: 'Read the plan again before you run it.',
    });
  }
  const run = new PlanRun(context, plan);
  const ahead = plan.body.steps.filter((step) => step.status !== 'done');
  for (const step of ahead) await mustBeUnchanged(run, step);
  await claimPlan(context, plan);
  plan.body.direction = 'execute';
  await run.write('running');
  run.start(() => carryOut(run, ahead));
  return { planId: plan.planId };
}

async function mustBeUnchanged(run: PlanRun, step: PlanStep): Promise<void> {
  const { plan } = run;
  const kind = planOperation(step.operation);
  // What an earlier call of this plan already changed is compared when the run comes to it.
  if (touchedBefore(plan, step)) return;
  const { state } = await run.read(step);
  if (sameState(state, step.planned)) return;
  // A call of an interrupted run may have gone through, in part or whole, before its end was written down.
  if (plan.status !== 'proposed' && step.former !== null && isOurs(kind, step.input, state, step.former)) {
    return;
  }
  const subject = kind.subject(step.input);
  throw new AppError('state-changed', `The ${subject} was changed after this plan was made.`, {
    nextStep: 'Discard this plan and make a new one from the present state.',
  });
}

function touchedBefore({ body }: StoredPlan, step: PlanStep): boolean {
  const subjectOf = ({ operation, input }: PlanStep) => planOperation(operation).subject(input);
  return body.steps
    .slice(0, body.steps.indexOf(step))
    .some((earlier) => earlier.former !== null && subjectOf(earlier) === subjectOf(step));
}

async function carryOut(run: PlanRun, ahead: readonly PlanStep[]): Promise<void> {
  const { context, plan } = run;
  await holdSettled(context, plan.body, () => run.write('running'));
  const failed = await run.through(ahead, (step) => execute(run, step));
  if (failed !== null) {
    plan.body.direction = 'undo';
    await run.write('running');
    await takeBack(run);
    await run.write('failed');
    return;
  }
  await settle(context, plan.body, () => run.write('running'));
  await run.write('done');
}

async function execute(run: PlanRun, step: PlanStep): Promise<void> {
  const kind = planOperation(step.operation);
  const { state } = await run.read(step);
  if (step.status === 'undone' || step.former === null) step.former = state;
  step.status = 'running';
  step.problem = null;
  step.failedIn = null;
  await run.write('running');
  if (!holds(kind, step.input, state)) await call(run, step);
  await run.verify(step, (now) => holds(kind, step.input, now));
  step.status = 'done';
}

/** Of a call whose reply was lost, AWS's state tells whether it went through. */
async function call(run: PlanRun, step: PlanStep): Promise<void> {
  const kind = planOperation(step.operation);
  try {
    await kind.execute(run.context.aws, step.input);
  } catch (error) {
    const after = await run.read(step).catch(() => null);
    if (after === null || !holds(kind, step.input, after.state)) throw error;
  }
}
