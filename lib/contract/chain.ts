import { z } from 'zod';
import { CHAIN_STATUSES } from '../domain/chain.ts';
import { zHopStatus, zMechanism } from './hop.ts';
import { zIso, zPage } from './page.ts';
import { zExecutionStatus } from './state-machine.ts';

export const zChainStatus = z.enum(CHAIN_STATUSES);

const zChainSummary = z.object({
  chainId: z.string(),
  traceId: z.string().nullable(),
  status: zChainStatus,
  rootFunction: z.string().nullable(),
  mechanisms: z.array(zMechanism),
  hopCount: z.number().int(),
  failedHopCount: z.number().int(),
  /** The limit that the newest marker states. */
  maxAttempts: z.number().int().nullable(),
  lastHop: z
    .object({
      hopId: z.string(),
      functionName: z.string(),
      status: zHopStatus,
      errorType: z.string().nullable(),
      attempt: z.number().int(),
    })
    .nullable(),
  startedAt: zIso.nullable(),
  lastActivityAt: zIso,
  /** From the first start to the last end, or to now while running. */
  durationMs: z.number().nullable(),
  /** Estimate from billed durations; null while none is known. */
  costUsd: z.number().nullable(),
  /** When waiting: until then the next hop is expected. */
  nextExpectedBy: zIso.nullable(),
});
export type ChainSummary = z.infer<typeof zChainSummary>;
export const zChainPage = zPage(zChainSummary);

const zCompleteness = z.object({
  sources: z.array(z.string()),
  /** Codes such as `still-arriving`, `start-missing`, `report-missing`, `pruned`, `next-not-observed`, `unreadable-lines`. */
  gaps: z.array(z.object({ code: z.string(), message: z.string() })),
  lagMs: z.number().nullable(),
});

export const zChainDetail = zChainSummary.extend({
  traceIds: z.array(z.string()),
  runningMs: z.number().nullable(),
  firstFailedHop: z
    .object({
      hopId: z.string(),
      position: z.number().int(),
      functionName: z.string(),
      status: zHopStatus,
      errorType: z.string().nullable(),
      errorMessage: z.string().nullable(),
    })
    .nullable(),
  /** Why it ended as it did, in words: limit reached, stopped by the recursion guard … */
  ending: z.string().nullable(),
  completeness: zCompleteness,
  /** Grows with every change of one of its hops. */
  revision: z.string(),
});
export type ChainDetail = z.infer<typeof zChainDetail>;

/**
 * All hops of a chain as columns, so that 50,000 of them stay small: index i of every array is one hop,
 * sorted by start. `since` asks for the hops that changed after a revision.
 */
export const zChainTimeline = z.object({
  chainId: z.string(),
  revision: z.string(),
  /** ms since the epoch that the offsets count from */
  baseMs: z.number(),
  functionNames: z.array(z.string()),
  hopIds: z.array(z.string()),
  /** hopId of the parent, or null */
  parentHopIds: z.array(z.string().nullable()),
  /** index into functionNames */
  functionIndex: z.array(z.number().int()),
  /** offsets from baseMs; -1 where unknown */
  startMs: z.array(z.number()),
  endMs: z.array(z.number()),
  /** index into HOP_STATUSES and MECHANISMS of lib/domain/hop.ts */
  statusIndex: z.array(z.number().int()),
  viaIndex: z.array(z.number().int()),
  attempt: z.array(z.number().int()),
  /** 0 exact or none, 1 trace, 2 guess, 3 parent unknown among several */
  linkKind: z.array(z.number().int()),
  /** offset of when its cause sent what ran it; -1 where that is unknown or a person did */
  sentMs: z.array(z.number()),
  /** The executions of state machines whose tasks are among these hops: brackets around them. */
  executions: z.array(
    z.object({
      executionArn: z.string(),
      name: z.string(),
      stateMachineName: z.string(),
      status: zExecutionStatus,
      /** offsets from baseMs; -1 where unknown or not stopped yet */
      startMs: z.number(),
      endMs: z.number(),
    }),
  ),
  /** index into executions; -1 for a hop that is no task */
  executionIndex: z.array(z.number().int()),
});
export type ChainTimeline = z.infer<typeof zChainTimeline>;

export const zChainCounts = z.object({
  /** counts stop at 10,000 */
  byStatus: z.record(zChainStatus, z.number().int()),
  attention: z.number().int(),
  total: z.number().int(),
  functions: z.array(z.object({ functionName: z.string(), count: z.number().int() })),
});
export type ChainCounts = z.infer<typeof zChainCounts>;

/** Hops per bucket by outcome, for the chart above the list. */
export const zOutcomeChart = z.object({
  bucketMs: z.number(),
  buckets: z.array(
    z.object({
      at: zIso,
      succeeded: z.number().int(),
      failed: z.number().int(),
      running: z.number().int(),
      other: z.number().int(),
    }),
  ),
});
export type OutcomeChart = z.infer<typeof zOutcomeChart>;
