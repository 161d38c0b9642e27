import { createHash, randomUUID } from 'node:crypto';
import type { Plan } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { findPlan } from './find-plan.ts';
import type { Fields, PlanBody, PlanStep } from './plan-body.ts';
import { planDto } from './plan-dto.ts';
import { planOperation } from './plan-operations.ts';
import { isSettled, type PlanSettlement } from './plan-settlement.ts';

export interface PlanProposal {
  title: string;
  /** What the plan is about as a whole. */
  resourceArn: string;
  warnings: string[];
  /**
   * In the order in which they are made, each with the exact input as AWS names its fields. A call may be about what an
   * earlier one creates. Calls that would change nothing are left out.
   */
  calls: { operation: string; input: Fields }[];
  /** What the store keeps once all is done, and forgets when it is undone. */
  settles?: PlanSettlement;
}

/**
 * Reads the state that each call would change and writes the plan down; nothing in AWS is changed.
 * Throws `conflict` where every call would change nothing (and the store has nothing to keep either) or one of them could
 * not be taken back, or why AWS could not be read.
 */
export async function proposePlan(context: ServiceContext, proposal: PlanProposal): Promise<Plan> {
  const steps: PlanStep[] = [];
  for (const { operation, input } of proposal.calls) {
    const kind = planOperation(operation);
    if (await kind.spared(context.aws, input)) continue;
    const { state } = await kind.read(context.aws, input);
    const changes = kind.changes(input, state);
    if (changes.length === 0) continue;
    steps.push({
      operation,
      input,
      changes,
      status: 'planned',
      problem: null,
      failedIn: null,
      planned: state,
      former: null,
    });
  }
  const settles = proposal.settles ?? null;
  if (steps.length === 0 && (settles === null || (await isSettled(context.store, settles)))) {
    throw new AppError('conflict', 'Everything is as it should be already: there is nothing to change.');
  }
  const { title, resourceArn, warnings } = proposal;
  const body: PlanBody = {
    title,
    resourceArn,
    warnings,
    fingerprint: fingerprintOf(steps),
    steps,
    settles,
    settled: null,
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
