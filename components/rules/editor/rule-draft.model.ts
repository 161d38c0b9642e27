import type { RuleDetail, RuleTarget, SaveRuleInput } from '@/lib/contract/rule';

export const INPUT_KINDS = ['event', 'path', 'transformer', 'constant'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

interface PathDraft {
  key: number;
  name: string;
  path: string;
}

/** A target as it is written: all four ways of input are kept, so that one can look at another and come back. */
export interface TargetDraft {
  key: number;
  id: string;
  /** Function name or ARN, as typed. */
  target: string;
  roleArn: string;
  inputKind: InputKind;
  constant: string;
  inputPath: string;
  paths: PathDraft[];
  template: string;
  /** Empty both: AWS's default. */
  retries: string;
  ageSeconds: string;
  deadLetterQueueArn: string;
}

export interface RuleDraft {
  eventBusName: string;
  ruleName: string;
  description: string;
  state: SaveRuleInput['state'];
  eventPattern: string;
  targets: TargetDraft[];
}

export interface TargetFunction {
  functionName: string;
  functionArn: string;
}

export const FIRST_PATTERN = '{\n  "source": [],\n  "detail-type": []\n}';

export function emptyRule(eventBusName: string): RuleDraft {
  return {
    eventBusName,
    ruleName: '',
    description: '',
    state: 'ENABLED',
    eventPattern: FIRST_PATTERN,
    targets: [emptyTarget([])],
  };
}

/** The next target beside `others`, with an ID of its own. */
export function emptyTarget(others: readonly Pick<TargetDraft, 'key' | 'id'>[]): TargetDraft {
  const taken = new Set(others.map((target) => target.id));
  let number = 1;
  while (taken.has(`target-${number}`)) number += 1;
  return {
    key: Math.max(0, ...others.map((target) => target.key)) + 1,
    id: `target-${number}`,
    target: '',
    roleArn: '',
    inputKind: 'event',
    constant: '{}',
    inputPath: '$.detail',
    paths: [{ key: 1, name: 'status', path: '$.detail.status' }],
    template: '{"status": <status>}',
    retries: '',
    ageSeconds: '',
    deadLetterQueueArn: '',
  };
}

/** A rule as it is, to be edited or, under another name, duplicated. */
export function draftOfRule(rule: RuleDetail): RuleDraft {
  const targets: TargetDraft[] = [];
  for (const target of rule.targetSettings) targets.push(draftOfTarget(target, targets));
  return {
    eventBusName: rule.eventBusName,
    ruleName: rule.ruleName,
    description: rule.description ?? '',
    state: rule.state,
    eventPattern: rule.eventPattern ?? FIRST_PATTERN,
    targets,
  };
}

function draftOfTarget(target: RuleTarget, others: readonly TargetDraft[]): TargetDraft {
  const { inputTransformer: transformer } = target;
  const empty = emptyTarget(others);
  return {
    ...empty,
    id: target.id,
    target: target.arn,
    roleArn: target.roleArn ?? '',
    inputKind:
      transformer !== null
        ? 'transformer'
        : target.input !== null
          ? 'constant'
          : target.inputPath !== null
            ? 'path'
            : 'event',
    constant: target.input ?? empty.constant,
    inputPath: target.inputPath ?? empty.inputPath,
    paths:
      transformer === null
        ? empty.paths
        : Object.entries(transformer.inputPathsMap).map(([name, path], index) => ({
            key: index + 1,
            name,
            path,
          })),
    template: transformer?.inputTemplate ?? empty.template,
    retries: target.retryPolicy === null ? '' : `${target.retryPolicy.maximumRetryAttempts}`,
    ageSeconds: target.retryPolicy === null ? '' : `${target.retryPolicy.maximumEventAgeInSeconds}`,
    deadLetterQueueArn: target.deadLetterQueueArn ?? '',
  };
}

/** The ARN that the typed text stands for; the text itself where it is no known function's name. */
export function targetArnOf(typed: string, functions: readonly TargetFunction[]): string {
  const text = typed.trim();
  return functions.find((each) => each.functionName === text)?.functionArn ?? text;
}

/** What is sent; what does not fit is judged by the contract's schema. */
export function saveInputOf(
  draft: RuleDraft,
  functions: readonly TargetFunction[],
  more: { overwrite: boolean; acceptsLoop: boolean },
): SaveRuleInput {
  const { eventBusName, ruleName, description, state, eventPattern, targets } = draft;
  return {
    eventBusName: eventBusName.trim(),
    ruleName: ruleName.trim(),
    description,
    state,
    eventPattern,
    targets: targets.map((target) => targetInputOf(target, functions)),
    ...more,
  };
}

const AWS_RETRIES = 185;
const AWS_AGE_SECONDS = 86_400;

export function targetInputOf(target: TargetDraft, functions: readonly TargetFunction[]): RuleTarget {
  const { inputKind, retries, ageSeconds } = target;
  const byDefault = retries.trim() === '' && ageSeconds.trim() === '';
  return {
    id: target.id.trim(),
    arn: targetArnOf(target.target, functions),
    roleArn: target.roleArn.trim() === '' ? null : target.roleArn.trim(),
    input: inputKind === 'constant' ? target.constant : null,
    inputPath: inputKind === 'path' ? target.inputPath.trim() : null,
    inputTransformer:
      inputKind === 'transformer'
        ? { inputPathsMap: pathsMapOf(target.paths), inputTemplate: target.template }
        : null,
    retryPolicy: byDefault
      ? null
      : {
          maximumRetryAttempts: numberOr(retries, AWS_RETRIES),
          maximumEventAgeInSeconds: numberOr(ageSeconds, AWS_AGE_SECONDS),
        },
    deadLetterQueueArn: target.deadLetterQueueArn.trim() === '' ? null : target.deadLetterQueueArn.trim(),
  };
}

/** Paths whose row is still empty are left out. */
function pathsMapOf(paths: readonly PathDraft[]): Record<string, string> {
  return Object.fromEntries(
    paths
      .filter(({ name, path }) => name !== '' || path !== '')
      .map(({ name, path }) => [name.trim(), path.trim()]),
  );
}

function numberOr(text: string, fallback: number): number {
  return text.trim() === '' ? fallback : Number(text);
}
