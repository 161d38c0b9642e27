import {
  type ConditionLimits,
  type SaveConditionInput,
  zConditionLimits,
  zSaveConditionInput,
} from '@/lib/contract/condition';
import type { ProblemText } from '@/lib/contract/operation';
import { LIMIT_FIELDS, type LimitsDraft, limitsDraft, limitsOf } from './condition-limits.model';

/** A condition as it is written: what belongs to another way than the chosen one is kept. */
export interface ConditionDraft {
  conditionId: string | null;
  name: string;
  functionName: string;
  when: string;
  limits: LimitsDraft;
  how: SaveConditionInput['how'];
  nextInput: SaveConditionInput['nextInput'];
  counterPath: string;
  eventBusName: string;
  roleArn: string;
}

/** What is wrong with each field, by its path: `name`, `limits.maxAttempts`. */
export type FieldProblems = ReadonlyMap<string, string>;

/** Nobody has written in it yet. */
export const FIRST_WHEN = '{}';

const FIRST_LIMITS: ConditionLimits = zConditionLimits.parse({ maxAttempts: 5, delaySeconds: 10 });

/** Names that pass, so that the rest of an unfinished condition can be judged by the server. */
const UNNAMED = 'unnamed';

export function emptyCondition(
  start: Partial<Pick<ConditionDraft, 'functionName' | 'when' | 'name'>>,
): ConditionDraft {
  return {
    conditionId: null,
    name: '',
    functionName: '',
    when: FIRST_WHEN,
    limits: limitsDraft(FIRST_LIMITS),
    how: 'invoke',
    nextInput: 'request',
    counterPath: '',
    eventBusName: '',
    roleArn: '',
    ...start,
  };
}

export function draftOfCondition(input: SaveConditionInput): ConditionDraft {
  const { counterPath, eventBusName, roleArn, limits } = input;
  return {
    ...input,
    limits: limitsDraft(limits),
    counterPath: counterPath ?? '',
    eventBusName: eventBusName ?? '',
    roleArn: roleArn ?? '',
  };
}

/** What is sent; what does not fit is judged by the contract's schema. */
export function saveInputOf(draft: ConditionDraft): SaveConditionInput {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    conditionId: draft.conditionId,
    name: draft.name.trim(),
    functionName: draft.functionName.trim(),
    when: draft.when.trim() === '' ? FIRST_WHEN : draft.when,
    limits: limitsOf(draft.limits),
    how: draft.how,
    nextInput: draft.nextInput,
    counterPath: orNull(draft.counterPath),
    eventBusName: orNull(draft.eventBusName),
    roleArn: orNull(draft.roleArn),
  };
}

/** What can be told about a condition without asking anyone; of several problems of one field the first. */
export function fieldProblems(input: SaveConditionInput): FieldProblems {
  const problems = new Map<string, string>();
  const add = (field: string, message: string) => {
    if (!problems.has(field)) problems.set(field, message);
  };
  for (const { path, message } of zSaveConditionInput.safeParse(input).error?.issues ?? []) {
    const field = path.join('.');
    const limit = LIMIT_FIELDS.find((each) => field === `limits.${each.field}`);
    add(field, limit === undefined ? message : `${limit.takes}.`);
  }
  return problems;
}

/** What the server is asked about an unfinished condition: what does not even have the form is replaced. */
export function checkRequestOf(input: SaveConditionInput): SaveConditionInput {
  const { shape } = zSaveConditionInput;
  const { limits } = input;
  return {
    ...input,
    name: shape.name.safeParse(input.name).success ? input.name : UNNAMED,
    functionName: shape.functionName.safeParse(input.functionName).success ? input.functionName : UNNAMED,
    limits: zConditionLimits.safeParse(limits).success ? limits : FIRST_LIMITS,
    counterPath: shape.counterPath.safeParse(input.counterPath).success ? input.counterPath : null,
  };
}

/** The server's problems under the fields of the form; those of no field under the empty path. */
export function serverProblems(problems: readonly ProblemText[]): FieldProblems {
  const found = new Map<string, string>();
  for (const { field, message, nextStep } of problems) {
    const path = field ?? '';
    if (!found.has(path)) found.set(path, nextStep === null ? message : `${message} ${nextStep}`);
  }
  return found;
}
