import { z } from 'zod';
import { zFunctionName } from './function-name.ts';
import { zProblemText } from './operation.ts';
import { zIso, zPage } from './page.ts';

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
  /** What stays where it is discarded now, in words; null: it cannot be discarded. */
  leftBehind: z.array(z.string()).nullable(),
  createdAt: zIso,
  settledAt: zIso.nullable(),
});
export type Plan = z.infer<typeof zPlan>;

/** One that stopped halfway; `stoppedAt` is its failure, or the last sign of life of what ran it. */
const zStoppedPlan = zPlan.extend({ stoppedAt: zIso });
export type StoppedPlan = z.infer<typeof zStoppedPlan>;
export const zStoppedPlanPage = zPage(zStoppedPlan);
export const zPlanListQuery = z.strictObject({ status: z.literal('interrupted') });

/** What `planFunctionFix` can mend; each names the finding it answers. */
const FUNCTION_FIXES = [
  'tracing-active',
  'json-logs',
  'system-log-level-info',
  'application-log-level-info',
] as const;
const zFunctionFix = z.enum(FUNCTION_FIXES);
export type FunctionFix = z.infer<typeof zFunctionFix>;

export const zProposeFunctionFixInput = z.object({
  functionName: zFunctionName,
  fixes: z.array(zFunctionFix).min(1, 'Choose at least one fix').max(FUNCTION_FIXES.length),
});
export type ProposeFunctionFixInput = z.infer<typeof zProposeFunctionFixInput>;

/** `fingerprint` is the shown plan's: a plan that was not seen is not run. Also finishes an interrupted plan. */
export const zExecutePlanInput = z.object({ planId: z.uuid(), fingerprint: z.string().min(1) });
export type ExecutePlanInput = z.infer<typeof zExecutePlanInput>;

export const zPlanRef = z.object({ planId: z.uuid() });
export type PlanRef = z.infer<typeof zPlanRef>;

/** `fingerprint` is needed to execute: that of the plan that was read. */
export const zPlanAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('execute'), fingerprint: z.string().min(1) }),
  z.object({ act: z.literal('undo') }),
  z.object({ act: z.literal('discard') }),
]);
