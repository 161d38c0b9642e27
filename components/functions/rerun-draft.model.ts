import { type RerunRuleInput, zRerunRuleInput } from '@/lib/contract/rule';
import { type ParsedEventPattern, parseEventPattern } from '@/lib/domain/event-pattern/parse-event-pattern';
import { jsonSyntaxError } from '@/lib/domain/json-text';
import { type CompiledRerunRule, compileRerunRule } from '@/lib/domain/rerun-rule';

/** The dialog's fields as they are typed. */
export interface RerunDraft {
  on: RerunRuleInput['on'];
  eventBusName: string;
  ruleName: string;
  detailPattern: string;
  counted: boolean;
  boundPath: string;
  boundBelow: string;
  nextInput: RerunRuleInput['nextInput'];
  maximumRetryAttempts: number;
}

const RULE_NAME_CHARACTERS = 64;

/** What a re-run on that outcome starts from. */
export function rerunDraft(functionName: string, on: RerunDraft['on'], eventBusName: string): RerunDraft {
  return {
    on,
    eventBusName,
    ruleName: rerunRuleName(functionName, on),
    detailPattern: on === 'success' ? '{\n  "responsePayload": {\n    "done": [false]\n  }\n}' : '{}',
    counted: on === 'success',
    boundPath: 'responsePayload.attempt',
    boundBelow: '5',
    nextInput: on === 'success' ? 'response' : 'request',
    maximumRetryAttempts: 0,
  };
}

/** What another outcome changes: what was not edited follows it. */
export function onOutcome(
  functionName: string,
  draft: RerunDraft,
  on: RerunDraft['on'],
): Partial<RerunDraft> {
  const former = rerunDraft(functionName, draft.on, draft.eventBusName);
  const next = rerunDraft(functionName, on, draft.eventBusName);
  const { ruleName, detailPattern, counted, nextInput } = next;
  return {
    on,
    ...(draft.ruleName === former.ruleName ? { ruleName } : {}),
    ...(draft.detailPattern === former.detailPattern ? { detailPattern, counted, nextInput } : {}),
  };
}

function rerunRuleName(functionName: string, on: RerunDraft['on']): string {
  const end = `-again-on-${on}`;
  return functionName.slice(0, RULE_NAME_CHARACTERS - end.length) + end;
}

/** What is sent; what does not fit is judged by the contract's schema. */
export function rerunInputOf(functionName: string, draft: RerunDraft, acceptsLoop: boolean): RerunRuleInput {
  const { on, eventBusName, ruleName, detailPattern, counted, boundPath, boundBelow, nextInput } = draft;
  return {
    functionName,
    eventBusName: eventBusName.trim(),
    ruleName: ruleName.trim(),
    on,
    detailPattern: detailPattern.trim() === '' ? '{}' : detailPattern,
    bound: counted ? { path: boundPath.trim(), below: Number(boundBelow) } : null,
    nextInput,
    maximumRetryAttempts: draft.maximumRetryAttempts,
    acceptsLoop,
  };
}

/** What is wrong with each field, told without asking anyone. */
export function rerunProblems(
  input: RerunRuleInput,
  compiled: CompiledRerunRule,
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const issue of zRerunRuleInput.safeParse(input).error?.issues ?? []) {
    const field = issue.path.join('.');
    if (!problems.has(field)) problems.set(field, issue.message);
  }
  if (!compiled.ok && compiled.field === 'bound' && !problems.has('bound.path')) {
    problems.set('bound.path', compiled.message);
  }
  return problems;
}

/** The rule that the fields make. */
export function compiledRerun(functionArn: string, input: RerunRuleInput): CompiledRerunRule {
  return compileRerunRule({ ...input, functionArn });
}

/** The whole pattern, read, or what is wrong with the part that is typed, at its place where that is known. */
export function judgeDetail(detailPattern: string, compiled: CompiledRerunRule): ParsedEventPattern {
  const syntax = detailPattern.trim() === '' ? null : jsonSyntaxError(detailPattern);
  if (syntax !== null) return { ok: false, problem: { ...syntax, path: [] } };
  if (compiled.ok) return parseEventPattern(compiled.eventPattern);
  return { ok: false, problem: { message: compiled.message, line: 0, column: 0, path: [] } };
}
