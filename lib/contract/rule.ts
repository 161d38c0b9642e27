import { z } from 'zod';
import { zFunctionName } from './function-name.ts';
import { zProblemText } from './operation.ts';
import { zIso, zPage } from './page.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const zRuleName = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]{1,64}$/, 'A rule name has 1 to 64 letters, digits and . - _');
export const RULE_TARGETS_LIMIT = 5;

const zBusName = z
  .string()
  .regex(/^[/.\-_A-Za-z0-9]{1,256}$/, 'A bus name has 1 to 256 letters, digits and / . - _');
const zArn = z
  .string()
  .regex(
    /^arn:[\w-]+:[\w-]+:[^\s]*$/,
    'An ARN looks like arn:aws:lambda:eu-west-1:123456789012:function:name',
  );

/** Why one field of an event keeps it from matching. */
export const zFieldFailure = z.object({
  path: z.array(z.string()),
  expected: z.string(),
  /** JSON text of the event's value; null where it has none. */
  actual: z.string().nullable(),
  reason: z.string(),
});

const TARGET_KINDS = ['lambda', 'log-group', 'queue', 'event-bus', 'state-machine', 'other'] as const;

/** A target and whether EventBridge may invoke it. */
export const zTargetCheck = z.object({
  targetId: z.string(),
  arn: z.string(),
  kind: z.enum(TARGET_KINDS),
  /** Function, queue, log group … by its short name. */
  name: z.string(),
  /** Set where it is a Lambda function. */
  functionName: z.string().nullable(),
  permitted: z.enum(['yes', 'no', 'unknown']),
  /** The statement or role that permits it, or why not. */
  reason: z.string(),
});
export type TargetCheck = z.infer<typeof zTargetCheck>;

export const zRuleTarget = z.object({
  id: z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/, 'A target ID has 1 to 64 letters, digits and . - _'),
  arn: zArn,
  roleArn: zArn.nullable().default(null),
  /** At most one of the three; none of them: the whole event. */
  input: z.string().max(8192, 'At most 8,192 characters').nullable().default(null),
  inputPath: z.string().max(256, 'At most 256 characters').nullable().default(null),
  inputTransformer: z
    .object({
      inputPathsMap: z.record(z.string().min(1).max(256), z.string().max(256)),
      inputTemplate: z
        .string()
        .min(1, 'A template has at least one character')
        .max(8192, 'At most 8,192 characters'),
    })
    .nullable()
    .default(null),
  retryPolicy: z
    .object({
      maximumRetryAttempts: z.number().int().min(0).max(185),
      maximumEventAgeInSeconds: z.number().int().min(60).max(86_400),
    })
    .nullable()
    .default(null),
  deadLetterQueueArn: zArn.nullable().default(null),
});
export type RuleTarget = z.infer<typeof zRuleTarget>;

const zRuleProblem = z.object({
  code: z.enum([
    'no-target',
    'not-permitted',
    'disabled',
    'missing-function',
    'missing-queue',
    'feeds-itself',
    'pattern-invalid',
    'concurrency-zero',
  ]),
  severity: z.enum(['problem', 'hint']),
  message: z.string(),
  nextStep: z.string().nullable(),
});

const zRuleSummary = z.object({
  eventBusName: z.string(),
  ruleName: z.string(),
  ruleArn: z.string(),
  state: z.enum(['ENABLED', 'DISABLED']),
  description: z.string().nullable(),
  eventPattern: z.string().nullable(),
  /** One line per field, such as "detail.status is PENDING". */
  patternWords: z.array(z.string()),
  scheduleExpression: z.string().nullable(),
  /** An AWS service, CloudFormation, Terraform …: changes made here do not last. */
  managedBy: z.string().nullable(),
  targets: z.array(zTargetCheck),
  lastMatchAt: zIso.nullable(),
  /** Runs that it caused in the window, as far as events are known. */
  hopCount: z.number().int(),
  problems: z.array(zRuleProblem),
});
export type RuleSummary = z.infer<typeof zRuleSummary>;
export const zRulePage = zPage(zRuleSummary).extend({
  /** Buses whose rules could not be read, with the reason. */
  unread: z.array(z.object({ eventBusName: z.string(), problem: zProblemText })),
});
export type RulePage = z.infer<typeof zRulePage>;

/** Which rule runs which function, what that publishes, and which rule that matches again. */
const zLoopCheck = z.object({
  nodes: z.array(
    z.object({ id: z.string(), kind: z.enum(['rule', 'function']), label: z.string(), own: z.boolean() }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      /** `targets`: rule → function; `publishes`: function → rule that its event matches. */
      kind: z.enum(['targets', 'publishes']),
      /** From recorded events, from a destination or marker that is declared, or only not excluded. */
      certainty: z.enum(['recorded', 'declared', 'possible']),
      evidence: z.string(),
      inLoop: z.boolean(),
    }),
  ),
  loops: z.array(
    z.object({
      /** Node IDs in order. */
      path: z.array(z.string()),
      /** Fields that every round must keep below a number, in words; empty: nothing ends it. */
      bounds: z.array(z.string()),
    }),
  ),
});
export type LoopCheck = z.infer<typeof zLoopCheck>;

export const zRuleDetail = zRuleSummary.extend({
  targetSettings: z.array(zRuleTarget),
  loop: zLoopCheck,
  /** Of the whole rule as read: a plan made from an older one is refused. */
  readAt: zIso,
});
export type RuleDetail = z.infer<typeof zRuleDetail>;

export const zSaveRuleInput = z.object({
  eventBusName: zBusName,
  ruleName: zRuleName,
  description: z.string().max(512, 'At most 512 characters').default(''),
  /** JSON text. */
  eventPattern: z.string().min(1, 'A rule needs a pattern'),
  state: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  targets: z.array(zRuleTarget).max(RULE_TARGETS_LIMIT, `A rule has at most ${RULE_TARGETS_LIMIT} targets`),
  /** False: a rule of that name must not exist yet. */
  overwrite: z.boolean().default(false),
  /** The operator was told of a loop that nothing bounds and wants it all the same. */
  acceptsLoop: z.boolean().default(false),
});
export type SaveRuleInput = z.infer<typeof zSaveRuleInput>;

/** What the editor shows while one writes; nothing is changed. */
export const zRuleCheck = z.object({
  /** By field: `eventPattern`, `targets.0.inputTransformer.inputTemplate` … */
  problems: z.array(zProblemText),
  warnings: z.array(z.string()),
  patternProblem: z
    .object({ message: z.string(), line: z.number().int(), column: z.number().int() })
    .nullable(),
  patternWords: z.array(z.string()),
  /** Whether AWS's own TestEventPattern takes the pattern; null where it could not be asked. */
  acceptedByAws: z.boolean().nullable(),
  targets: z.array(zTargetCheck),
  loop: zLoopCheck,
  preview: z.object({
    eventCount: z.number().int(),
    matchCount: z.number().int(),
    truncated: z.boolean(),
    matches: z.array(z.object({ eventId: z.string(), at: zIso, event: z.string() })),
    nearMisses: z.array(
      z.object({ eventId: z.string(), at: zIso, event: z.string(), failures: z.array(zFieldFailure) }),
    ),
  }),
});
export type RuleCheck = z.infer<typeof zRuleCheck>;
export const zRuleCheckRequest = z.object({
  rule: zSaveRuleInput,
  /** ms back from now that recorded events are tried. */
  withinMs: z.number().int().min(60_000).max(2_592_000_000).default(86_400_000),
});
export type RuleCheckRequest = z.infer<typeof zRuleCheckRequest>;

export const zRuleRef = z.object({ eventBusName: zBusName, ruleName: zRuleName });
export type RuleRef = z.infer<typeof zRuleRef>;
export const zRuleActInput = zRuleRef.extend({ act: z.enum(['enable', 'disable', 'delete']) });
export type RuleActInput = z.infer<typeof zRuleActInput>;

export const EXPORT_FORMATS = ['cli', 'cloudformation', 'terraform'] as const;
export const zRuleExport = z.object({ format: z.enum(EXPORT_FORMATS), text: z.string() });
export type RuleExport = z.infer<typeof zRuleExport>;

/** Runs a function again by its own destination records, without touching its code (aws.md 6.3). */
export const zRerunRuleInput = z.object({
  functionName: zFunctionName,
  eventBusName: zBusName,
  ruleName: zRuleName,
  on: z.enum(['success', 'failure']),
  /** Pattern text over the record's `responsePayload` and `requestPayload`; `{}` for none. */
  detailPattern: z.string().default('{}'),
  /** The counter that the function itself raises and the pattern keeps below `below`: the only end of the loop. */
  bound: z
    .object({
      /** Dotted, from the record: `responsePayload.attempt`. */
      path: z
        .string()
        .regex(/^(requestPayload|responsePayload)(\.[^.\s[\]]+)+$/, 'Such as responsePayload.attempt'),
      below: z.number().int().min(1).max(1_000_000),
    })
    .nullable(),
  /** What the next run is given. */
  nextInput: z.enum(['response', 'request']),
  /** Lambda's own retries, beside the rule's. */
  maximumRetryAttempts: z.number().int().min(0).max(2).default(0),
  acceptsLoop: z.boolean().default(false),
});
export type RerunRuleInput = z.infer<typeof zRerunRuleInput>;
export const zRemoveRerunRuleInput = zRuleRef.extend({ functionName: zFunctionName });
export type RemoveRerunRuleInput = z.infer<typeof zRemoveRerunRuleInput>;

const zRerunRule = zRuleRef.extend({
  functionName: z.string(),
  on: z.enum(['success', 'failure']),
  since: zIso,
});
export type RerunRule = z.infer<typeof zRerunRule>;
export const zRerunRulePage = zPage(zRerunRule);
