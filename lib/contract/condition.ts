import { z } from 'zod';
import { zFunctionName } from './function-name.ts';
import { zProblemText } from './operation.ts';
import { zIso, zPage } from './page.ts';

export const HOWS = ['invoke', 'eventbridge', 'stepfunctions'] as const;
export const zHow = z.enum(HOWS);

export const zConditionLimits = z.object({
  /** Runs of one chain, the first included. */
  maxAttempts: z.number().int().min(2, 'Two attempts are the least that runs again').max(10_000),
  delaySeconds: z.number().min(0).max(31_536_000).default(0),
  /** Factor from one delay to the next; 1 keeps it. */
  backoffRate: z.number().min(1).max(10).default(1),
  maxDelaySeconds: z.number().min(0).max(31_536_000).nullable().default(null),
  jitter: z.enum(['NONE', 'FULL']).default('NONE'),
  /** From the first run of the chain; null: no end. */
  windowSeconds: z.number().int().min(1).max(31_536_000).nullable().default(null),
  /** Of one chain, estimated from billed durations; null: none. */
  budgetUsd: z.number().positive().max(1_000_000).nullable().default(null),
  /** Of all chains of the condition together. */
  ratePerSecond: z.number().positive().max(1000).default(1),
  /** A result that is older when it is seen is left to a person. */
  maxAgeSeconds: z.number().int().min(1).max(604_800).default(900),
});
export type ConditionLimits = z.infer<typeof zConditionLimits>;

export const zSaveConditionInput = z.object({
  /** Null: a new one. */
  conditionId: z.uuid().nullable(),
  name: z
    .string()
    .trim()
    .min(1, 'Give it a name')
    .max(80)
    .regex(/^[\w .:-]+$/, 'Letters, digits, space and . : _ -'),
  functionName: zFunctionName,
  /** Event pattern text over Lambda's destination record (aws.md 6.2). */
  when: z.string().min(2),
  limits: zConditionLimits,
  how: zHow,
  /** What the next run is given: the same payload, or the response of the last. */
  nextInput: z.enum(['request', 'response']).default('request'),
  /** Where the function keeps its own counter, for the way that cannot count: `responsePayload.attempt`. */
  counterPath: z
    .string()
    .regex(/^(requestPayload|responsePayload)(\.[^.\s[\]]+)+$/, 'Such as responsePayload.attempt')
    .nullable()
    .default(null),
  /** For `eventbridge`: the rule's bus. For `invoke`: the watched bus by whose records the dashboard sees results; null: by logs. */
  eventBusName: z.string().max(256).nullable().default(null),
  /** For `stepfunctions`: a role of one's own; null lets the plan create one. */
  roleArn: z.string().nullable().default(null),
});
export type SaveConditionInput = z.infer<typeof zSaveConditionInput>;

const zConditionSummary = z.object({
  conditionId: z.string(),
  name: z.string(),
  functionName: z.string(),
  how: zHow,
  version: z.number().int(),
  /** `changed`: saved since it was deployed; `drifted`: AWS no longer is what was deployed. */
  state: z.enum(['draft', 'deployed', 'changed', 'drifted', 'paused']),
  words: z.array(z.string()),
  limitsWords: z.array(z.string()),
  deployedAt: zIso.nullable(),
  deployedHow: zHow.nullable(),
  deployedVersion: z.number().int().nullable(),
  runCount24h: z.number().int(),
  undecidableCount: z.number().int(),
  staleCount: z.number().int(),
  dueCount: z.number().int(),
  savedAt: zIso,
});
export type ConditionSummary = z.infer<typeof zConditionSummary>;
export const zConditionPage = zPage(zConditionSummary);

/** What a way makes of the condition, side by side. */
const zEnactment = z.object({
  how: zHow,
  parts: z.array(
    z.object({ title: z.string(), language: z.enum(['json', 'typescript', 'go', 'text']), text: z.string() }),
  ),
  /** What this way cannot express, and what the dashboard does about it. */
  cannot: z.array(z.object({ what: z.string(), instead: z.string() })),
  problems: z.array(zProblemText),
});
export type Enactment = z.infer<typeof zEnactment>;

export const zConditionDetail = zConditionSummary.extend({
  input: zSaveConditionInput,
  enactments: z.array(zEnactment),
  drift: z.array(
    z.object({ resource: z.string(), field: z.string(), expected: z.string(), actual: z.string() }),
  ),
  /** Why AWS could not be compared with what was deployed; null where it was. */
  driftProblem: z.string().nullable(),
  versions: z.array(
    z.object({ version: z.number().int(), savedAt: zIso, how: zHow, words: z.array(z.string()) }),
  ),
});
export type ConditionDetail = z.infer<typeof zConditionDetail>;

export const zConditionCheck = z.object({
  problems: z.array(zProblemText),
  warnings: z.array(z.string()),
  patternProblem: z
    .object({ message: z.string(), line: z.number().int(), column: z.number().int() })
    .nullable(),
  words: z.array(z.string()),
  enactments: z.array(zEnactment),
  /** It can never match, or matches every record. */
  reach: z.enum(['some', 'never', 'always', 'unknown']),
});
export type ConditionCheck = z.infer<typeof zConditionCheck>;

const zJudgedHop = z.object({
  hopId: z.string(),
  chainId: z.string(),
  endedAt: zIso,
  decision: z.enum(['run-again', 'stop', 'undecidable']),
  reason: z.string(),
});
/** The condition run over recorded hops; nothing is sent. */
export const zRehearsal = z.object({
  rehearsalId: z.string(),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  judgedCount: z.number().int(),
  hopCount: z.number().int(),
  runAgainCount: z.number().int(),
  undecidableCount: z.number().int(),
  limitedCount: z.number().int(),
  longestChain: z.number().int(),
  projectedInvocations: z.number().int(),
  projectedCostUsd: z.number().nullable(),
  feedsItself: z.enum(['yes', 'no', 'unknown']),
  examples: z.array(zJudgedHop),
  undecidable: z.array(zJudgedHop),
  /** Against the deployed version. */
  wouldStart: z.array(zJudgedHop),
  wouldStop: z.array(zJudgedHop),
  from: zIso,
  to: zIso,
  problem: zProblemText.nullable(),
});
export type Rehearsal = z.infer<typeof zRehearsal>;
export const zRehearseInput = z.object({
  condition: zSaveConditionInput,
  withinMs: z.number().int().min(60_000).max(7_776_000_000).default(86_400_000),
});
export type RehearseInput = z.infer<typeof zRehearseInput>;

/** A re-run that waits for its time, kept in the store and sent at most once. */
export const zDueRerun = z.object({
  dueRerunId: z.string(),
  conditionId: z.string(),
  conditionName: z.string(),
  version: z.number().int(),
  hopId: z.string(),
  chainId: z.string(),
  functionName: z.string(),
  attempt: z.number().int(),
  dueAt: zIso,
  status: z.enum(['due', 'sending', 'sent', 'unconfirmed', 'failed', 'cancelled']),
  operationId: z.string().nullable(),
});
export type DueRerun = z.infer<typeof zDueRerun>;
export const zDueRerunPage = zPage(zDueRerun);

/** The decision that made a hop or ended its chain. */
export const zDecision = z.object({
  hopId: z.string(),
  chainId: z.string().nullable(),
  conditionId: z.string(),
  conditionName: z.string(),
  version: z.number().int(),
  how: zHow,
  decision: z.enum(['run-again', 'stop', 'undecidable', 'stale']),
  reason: z.string(),
  limit: z.string().nullable(),
  fields: z.array(
    z.object({
      path: z.string(),
      expected: z.string(),
      actual: z.string().nullable(),
      holds: z.boolean().nullable(),
    }),
  ),
  dueRerun: zDueRerun.nullable(),
  /** Not written down by who took it (a rule, a state machine): found out here from the version deployed then. */
  derived: z.boolean(),
  decidedAt: zIso,
});
export const zDecisionPage = zPage(zDecision);
export type Decision = z.infer<typeof zDecision>;

const zConditionRef = z.object({ conditionId: z.uuid() });
/** `remove` takes back what is deployed and keeps the draft; `delete` forgets what is not deployed. */
const zConditionAct = z.enum(['deploy', 'pause', 'resume', 'remove', 'delete']);
export type ConditionAct = z.infer<typeof zConditionAct>;
export const zConditionActInput = zConditionRef.extend({ act: zConditionAct });
export const zDueRerunActInput = z.object({ dueRerunId: z.uuid(), act: z.enum(['run-now', 'cancel']) });
