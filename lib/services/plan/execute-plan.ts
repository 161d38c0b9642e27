import type { ExecutePlanInput, PlanRef } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { claimPlan, mustStandAt } from './claim-plan.ts';
import { findPlan } from './find-plan.ts';
import type { PlanStep, StoredPlan } from './plan-body.ts';
import { planOperation } from './plan-operations.ts';
import { PlanRun } from './plan-run.ts';
import { sameState } from './same-state.ts';

/**
 * Compares AWS's state with the plan's and starts it, or goes on with one that failed or was interrupted; its progress
 * comes over the live stream. Throws `not-found`, `conflict`, and `state-changed` before the first write.
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
  const ahead = plan.body.steps.filter((step) => step.status !== 'done');
  for (const step of ahead) await mustBeUnchanged(context, plan, step);
  await claimPlan(context, plan);
  plan.body.direction = 'execute';
  const run = new PlanRun(context, plan);
  await run.write('running');
  run
    .through(ahead, 'done', (step) => execute(context, run, step))
    .catch((error: unknown) => {
      context.logger.error({ planId: plan.planId, err: error }, 'a plan could not be written down');
    });
  return { planId: plan.planId };
}

async function mustBeUnchanged(context: ServiceContext, plan: StoredPlan, step: PlanStep): Promise<void> {
  const kind = planOperation(step.operation);
  const { state } = await kind.read(context.aws, step.input);
  if (sameState(state, step.planned)) return;
  // A call of an interrupted run may have gone through before its end was written down.
  if (plan.status !== 'proposed' && step.former !== null && kind.holds(step.input, state)) return;
  throw new AppError('state-changed', `${plan.body.resourceArn} was changed after this plan was made.`, {
    nextStep: 'Discard this plan and make a new one from the present state.',
  });
}

async function execute(context: ServiceContext, run: PlanRun, step: PlanStep): Promise<void> {
  const kind = planOperation(step.operation);
  const { state } = await kind.read(context.aws, step.input);
  step.status = 'running';
  step.former ??= state;
  await run.write('running');
  if (!kind.holds(step.input, state)) await kind.execute(context.aws, step.input);
  await run.verify(step, (now) => kind.holds(step.input, now));
  step.status = 'done';
}
