import type { Plan } from '../../contract/plan.ts';
import { leftBehind } from './left-behind.ts';
import type { StoredPlan } from './plan-body.ts';

/** The plan as clients see it: exact inputs as JSON text, former states left out. */
export function planDto(plan: StoredPlan): Plan {
  const { planId, status, createdAt, settledAt, body } = plan;
  const { title, resourceArn, fingerprint, warnings } = body;
  return {
    planId,
    title,
    resourceArn,
    fingerprint,
    warnings,
    calls: body.steps.map(({ operation, input, changes, status: callStatus, problem }) => ({
      operation,
      input: JSON.stringify(input, null, 2),
      changes,
      status: callStatus,
      problem,
    })),
    status,
    leftBehind: leftBehind(plan),
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}
