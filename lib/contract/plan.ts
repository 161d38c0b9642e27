import { z } from 'zod';
import { zProblemText } from './operation.ts';
import { zIso } from './page.ts';

export const zPlanCall = z.object({
  /** AWS's operation name, `UpdateFunctionConfiguration`. */
  operation: z.string(),
  /** The exact input, JSON. */
  input: z.string(),
  /** What it changes: former and new value per field. */
  changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
  status: z.enum(['planned', 'running', 'done', 'failed', 'undone']),
  problem: zProblemText.nullable(),
});

export const zPlan = z.object({
  planId: z.string(),
  title: z.string(),
  resourceArn: z.string(),
  /** Of the state that was read; execution is refused if it changed. */
  fingerprint: z.string(),
  warnings: z.array(z.string()),
  calls: z.array(zPlanCall),
  status: z.enum(['proposed', 'running', 'done', 'failed', 'interrupted', 'undone', 'discarded']),
  createdAt: zIso,
  settledAt: zIso.nullable(),
});
export type Plan = z.infer<typeof zPlan>;
