import { z } from 'zod';
import { zProblemText } from '../../contract/operation.ts';
import { zPlanCall } from '../../contract/plan.ts';
import type { PlanRow } from '../../store/store-plans.ts';
import { zSettledRow, zSettlement } from './plan-settlement.ts';

/** JSON values by name: an AWS input, or the part of AWS's state that it would change. */
export const zFields = z.record(z.string(), z.json());
export type Fields = z.infer<typeof zFields>;

const zPlanStep = z.object({
  operation: z.string(),
  input: zFields,
  changes: zPlanCall.shape.changes,
  status: zPlanCall.shape.status,
  problem: zProblemText.nullable(),
  /** Which act the problem is of: making the change or taking it back. */
  failedIn: z.enum(['execute', 'undo']).nullable().default(null),
  /** The state that was read when the plan was made. */
  planned: zFields,
  /** The state right before the call, written down before it: what undo goes back to. */
  former: zFields.nullable(),
});
export type PlanStep = z.infer<typeof zPlanStep>;

const zPlanBody = z.object({
  title: z.string(),
  resourceArn: z.string(),
  warnings: z.array(z.string()),
  fingerprint: z.string(),
  steps: z.array(zPlanStep),
  /** What the store keeps once all steps are done; null: nothing. */
  settles: zSettlement.nullable().default(null),
  /** What the store kept before, written down before that is changed; null: it was not changed. */
  settled: z.object({ former: zSettledRow.nullable() }).nullable().default(null),
  /** What the last run did or does. */
  direction: z.enum(['execute', 'undo']),
  /** When its runner last showed life, ISO; null before the first run. */
  touchedAt: z.string().nullable(),
});
export type PlanBody = z.infer<typeof zPlanBody>;

export interface StoredPlan {
  planId: string;
  revision: number;
  status: PlanRow['status'];
  createdAt: Date;
  settledAt: Date | null;
  body: PlanBody;
}

/** A runner writes at least every few seconds; one that is silent for longer is gone. */
const SILENT_AFTER_MS = 30_000;

/** The plan of a row; a running one whose runner fell silent is `interrupted`. */
export function storedPlan(row: PlanRow, now: Date): StoredPlan {
  const body = zPlanBody.parse(row.body);
  const silentMs = body.touchedAt === null ? 0 : now.getTime() - Date.parse(body.touchedAt);
  const status = row.status === 'running' && silentMs > SILENT_AFTER_MS ? 'interrupted' : row.status;
  const { planId, revision, createdAt, settledAt } = row;
  return { planId, revision, status, createdAt, settledAt, body };
}
