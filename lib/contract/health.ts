import { z } from 'zod';
import { zProblemText } from './operation.ts';
import { zIso } from './page.ts';

const zSourceHealth = z.object({
  logGroupName: z.string(),
  functionNames: z.array(z.string()),
  /** The bus whose events or log the group holds; null of a function's group. */
  eventBusName: z.string().nullable(),
  status: z.enum(['following', 'idle', 'backing-off', 'failing', 'starting']),
  /** Everything up to here has been read. */
  watermarkAt: zIso.nullable(),
  lagMs: z.number().nullable(),
  lastPollAt: zIso.nullable(),
  lastEventAt: zIso.nullable(),
  /** Lines that only the slow pass found. */
  lateLineCount: z.number().int(),
  unreadableLineCount: z.number().int(),
  retryAt: zIso.nullable(),
  problem: zProblemText.nullable(),
});

const zStateMachineHealth = z.object({
  stateMachineArn: z.string(),
  name: z.string(),
  status: z.enum(['following', 'failing', 'starting']),
  /** Executions that are followed now. */
  openExecutionCount: z.number().int(),
  lastListedAt: zIso.nullable(),
  problem: zProblemText.nullable(),
});

export const zHealth = z.object({
  status: z.enum(['ok', 'degraded', 'failing']),
  version: z.string(),
  startedAt: zIso,
  checkedAt: zIso,
  where: z.object({
    sandbox: z.boolean(),
    accountId: z.string().nullable(),
    accountAlias: z.string().nullable(),
    region: z.string(),
    endpoint: z.string().nullable(),
  }),
  /** Nothing is run or changed from this dashboard. */
  readOnly: z.boolean(),
  aws: z.object({ reachable: z.boolean(), problem: zProblemText.nullable() }),
  database: z.object({
    engine: z.enum(['pglite', 'postgresql']),
    ok: z.boolean(),
    problem: zProblemText.nullable(),
  }),
  collector: z.object({
    /** This instance collects; another one does when false. */
    collecting: z.boolean(),
    callsPerSecond: z.number(),
    callBudgetPerSecond: z.number(),
    sources: z.array(zSourceHealth),
    /** Whose executions are followed; empty where another dashboard collects. */
    stateMachines: z.array(zStateMachineHealth),
    /** Why AWS does not list the account's state machines, or the tags that decide which of them are followed. */
    stateMachineProblem: zProblemText.nullable(),
  }),
  /** Links that would have joined too much. */
  heldLinks: z.array(
    z.object({
      heldLinkId: z.string(),
      reason: z.string(),
      identifier: z.string(),
      chainIds: z.array(z.string()),
      heldAt: zIso,
    }),
  ),
  unconfirmedOperationCount: z.number().int(),
  /** Plans that wait to be finished or taken back. */
  stoppedPlanCount: z.number().int(),
});
export type Health = z.infer<typeof zHealth>;
