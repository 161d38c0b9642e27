import { createHash, randomUUID } from 'node:crypto';
import type { Plan } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { findPlan } from './find-plan.ts';
import type { Fields, PlanBody, PlanStep } from './plan-body.ts';
import { planDto } from './plan-dto.ts';
import { planOperation } from './plan-operations.ts';

/**
 * Reads the state that each call would change and writes the plan down; nothing in AWS is changed.
 * Throws `conflict` where every call would change nothing, or why AWS could not be read.
 */
export async function proposePlan(
  context: ServiceContext,
  proposal: {
    title: string;
    resourceArn: string;
    warnings: string[];
    calls: { operation: string; input: Fields }[];
  },
): Promise<Plan> {
  const steps: PlanStep[] = [];
  for (const { operation, input } of proposal.calls) {
    const kind = planOperation(operation);
    const { state } = await kind.read(context.aws, input);
    const changes = kind.changes(input, state);
    if (changes.length === 0) continue;
    steps.push({ operation, input, changes, status: 'planned', problem: null, planned: state, former: null });
  }
  if (steps.length === 0) {
    throw new AppError('conflict', 'Everything is as it should be already: there is nothing to change.');
  }
  const { title, resourceArn, warnings } = proposal;
  const body: PlanBody = {
    title,
    resourceArn,
    warnings,
    fingerprint: fingerprintOf(steps),
    steps,
    direction: 'execute',
    touchedAt: null,
  };
  const planId = randomUUID();
  await context.store.plans.save({ planId, body, status: 'proposed' });
  return planDto(await findPlan(context, planId));
}

/** Of what the operator is shown: the calls and the state they were made for. */
function fingerprintOf(steps: readonly PlanStep[]): string {
  const shown = steps.map(({ operation, input, planned }) => [operation, input, planned]);
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}
