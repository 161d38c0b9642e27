/** A statement of a resource policy as it is kept; members of other forms are taken as they came. */
interface Statement {
  Effect?: unknown;
  Principal?: unknown;
  Action?: unknown;
  Resource?: unknown;
  Condition?: unknown;
}

export interface PolicyQuestion {
  /** a service, such as `events.amazonaws.com` */
  principal: string;
  /** `lambda:InvokeFunction` */
  action: string;
  resourceArn: string;
  sourceArn: string;
  accountId: string;
}

/** Whether the statements let a service act: one allows and none denies. What cannot be understood allows nothing. */
export function policyAllows(statements: readonly unknown[], question: PolicyQuestion): boolean {
  const speaking = statements.filter((one): one is Statement => speaks(one, question));
  return (
    speaking.some((statement) => statement.Effect === 'Allow') &&
    !speaking.some((statement) => statement.Effect === 'Deny')
  );
}

/** The statements of a policy's text; null where it is no policy. */
export function policyStatements(policyText: string): unknown[] | null {
  try {
    const policy: unknown = JSON.parse(policyText);
    if (!isRecord(policy) || policy.Statement === undefined) return null;
    const statements: unknown[] = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
    return statements.every(isRecord) ? statements : null;
  } catch {
    return null;
  }
}

function speaks(value: unknown, question: PolicyQuestion): boolean {
  if (!isRecord(value)) return false;
  const statement: Statement = value;
  return (
    namesPrincipal(statement.Principal, question.principal) &&
    texts(statement.Action).some((action) => like(action.toLowerCase(), question.action.toLowerCase())) &&
    (statement.Resource === undefined ||
      texts(statement.Resource).some((resource) => like(resource, question.resourceArn))) &&
    holds(statement.Condition, question)
  );
}

function namesPrincipal(principal: unknown, service: string): boolean {
  if (principal === '*') return true;
  if (!isRecord(principal)) return false;
  return texts(principal.Service).includes(service) || texts(principal.AWS).includes('*');
}

function holds(condition: unknown, question: PolicyQuestion): boolean {
  if (condition === undefined || condition === null) return true;
  if (!isRecord(condition)) return false;
  return Object.entries(condition).every(
    ([operator, keys]) =>
      isRecord(keys) &&
      Object.entries(keys).every(([key, wanted]) => test(operator, key, texts(wanted), question)),
  );
}

function test(operator: string, key: string, wanted: string[], question: PolicyQuestion): boolean {
  const given = contextOf(key, question);
  if (given === null) return false;
  switch (operator) {
    case 'ArnLike':
    case 'ArnEquals':
    case 'StringLike':
      return wanted.some((pattern) => like(pattern, given));
    case 'StringEquals':
      return wanted.includes(given);
    case 'StringEqualsIgnoreCase':
      return wanted.some((text) => text.toLowerCase() === given.toLowerCase());
    default:
      return false;
  }
}

function contextOf(key: string, question: PolicyQuestion): string | null {
  const name = key.toLowerCase();
  if (name === 'aws:sourcearn') return question.sourceArn;
  if (name === 'aws:sourceaccount') return question.accountId;
  return null;
}

/** `*` stands for any characters, `?` for one; linear in both, so that a hostile pattern cannot hold the process. */
function like(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < text.length) {
    if (pattern[at] === '*') {
      star = at;
      at += 1;
      resume = index;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
