import { isRecord } from './is-record.ts';
import { matchesGlob, type PolicyRequest, textsOf, type Verdict } from './policy-request.ts';

type Objection = Omit<Verdict, 'depth'> | null;
type Test = (wanted: string, given: string) => boolean | 'unknown';

const equals: Test = (wanted, given) => wanted === given;
const like: Test = (wanted, given) => matchesGlob(wanted, given);
const equalsIgnoreCase: Test = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();

/** Each of an ARN's six parts is compared for itself, and may hold `*` and `?`; ArnEquals does as ArnLike. */
const arnLike: Test = (wanted, given) => {
  if (wanted === '*') return true;
  const patterns = arnParts(wanted);
  if (patterns.length < 6) return 'unknown';
  const parts = arnParts(given);
  return patterns.every((pattern, index) => matchesGlob(pattern, parts[index] ?? ''));
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Record<string, { test: Test; negated: boolean }> = {
  arnlike: { test: arnLike, negated: false },
  arnequals: { test: arnLike, negated: false },
  arnnotlike: { test: arnLike, negated: true },
  arnnotequals: { test: arnLike, negated: true },
  stringequals: { test: equals, negated: false },
  stringnotequals: { test: equals, negated: true },
  stringlike: { test: like, negated: false },
  stringnotlike: { test: like, negated: true },
  stringequalsignorecase: { test: equalsIgnoreCase, negated: false },
  stringnotequalsignorecase: { test: equalsIgnoreCase, negated: true },
};

/** What a statement's `Condition` has against the request; null: nothing. Every operator and key must agree. */
export function judgeCondition(statement: Record<string, unknown>, request: PolicyRequest): Objection {
  const condition = statement.Condition;
  if (condition === undefined || condition === null) return null;
  if (!isRecord(condition)) return { applies: 'unknown', reason: 'its condition cannot be read' };
  let doubt: Objection = null;
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isRecord(keys)) return { applies: 'unknown', reason: 'its condition cannot be read' };
    for (const [key, value] of Object.entries(keys)) {
      const objection = judgeKey(operator, key, textsOf(value), request);
      if (objection?.applies === 'no') return objection;
      doubt ??= objection;
    }
  }
  return doubt;
}

function judgeKey(operator: string, key: string, wanted: string[], request: PolicyRequest): Objection {
  const unknown: Objection = { applies: 'unknown', reason: `its condition ${operator} on ${key}` };
  const given = contextOf(key, request);
  const name = operator.toLowerCase().replace(/ifexists$/, '');
  const known = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (given === null || known === undefined) return unknown;
  const results = wanted.map((one) => (one.includes('${') ? 'unknown' : known.test(one, given)));
  const hit = results.includes(true);
  if (!hit && results.includes('unknown')) return unknown;
  if (hit !== known.negated) return null;
  return {
    applies: 'no',
    reason: `it wants ${key} ${known.negated ? 'to differ from' : 'to be'} ${wanted.join(' or ')}`,
  };
}

function contextOf(key: string, request: PolicyRequest): string | null {
  const name = key.toLowerCase();
  if (name === 'aws:sourcearn') return request.sourceArn;
  return name === 'aws:sourceaccount' ? request.sourceAccount : null;
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
