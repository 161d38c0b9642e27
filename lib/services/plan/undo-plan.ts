import type { PlanRef } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { claimPlan, mustStandAt } from './claim-plan.ts';
import { findPlan } from './find-plan.ts';
import type { Fields, PlanStep, StoredPlan } from './plan-body.ts';
import { planOperation } from './plan-operations.ts';
import { PlanRun } from './plan-run.ts';
import { sameState } from './same-state.ts';

interface TakenStep {
  step: PlanStep;
  former: Fields;
}

/**
 * Takes back what the plan changed, last call first. Throws `not-found`, `conflict`, and `state-changed` before the
 * first write where someone changed it since.
 */
export async function undoPlan(context: ServiceContext, { planId }: PlanRef): Promise<PlanRef> {
  const plan = await findPlan(context, planId);
  mustStandAt(plan, ['done', 'failed', 'interrupted'], 'undone');
  const taken: TakenStep[] = [];
  for (const step of plan.body.steps.toReversed()) {
    if (step.former !== null && step.status !== 'undone') taken.push({ step, former: step.former });
  }
  for (const { step, former } of taken) await mustBeOurs(context, plan, step, former);
  await claimPlan(context, plan);
  plan.body.direction = 'undo';
  const run = new PlanRun(context, plan);
  await run.write('running');
  const formerOf = new Map(taken.map(({ step, former }) => [step, former]));
  run
    .through([...formerOf.keys()], 'undone', (step) =>
      undo(context, run, step, formerOf.get(step) ?? step.planned),
    )
    .catch((error: unknown) => {
      context.logger.error({ planId, err: error }, 'a plan could not be written down');
    });
  return { planId };
}

async function mustBeOurs(
  context: ServiceContext,
  plan: StoredPlan,
  step: PlanStep,
  former: Fields,
): Promise<void> {
  const kind = planOperation(step.operation);
  const { state } = await kind.read(context.aws, step.input);
  if (kind.holds(step.input, state) || sameState(state, former)) return;
  throw new AppError('state-changed', `${plan.body.resourceArn} was changed after this plan ran.`, {
    nextStep: 'Undoing would overwrite that change; change the resource by hand or by a new plan.',
  });
}

async function undo(context: ServiceContext, run: PlanRun, step: PlanStep, former: Fields): Promise<void> {
  const kind = planOperation(step.operation);
  const { state } = await kind.read(context.aws, step.input);
  step.status = 'running';
  await run.write('running');
  if (!sameState(state, former)) await kind.undo(context.aws, step.input, former);
  await run.verify(step, (now) => sameState(now, former));
  step.status = 'undone';
}
