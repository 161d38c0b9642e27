import { isRecord } from './is-record.ts';
import { judgeCondition } from './policy-condition.ts';
import { matchesGlob, type PolicyRequest, textsOf, type Verdict } from './policy-request.ts';

interface PolicyAnswer {
  permitted: boolean;
  /** False where a statement that cannot be judged here (NotAction, conditions on other keys …) may say otherwise. */
  certain: boolean;
  /** Of the statement that decides; null where none does or it has no Sid. */
  statementId: string | null;
  /** In one sentence. */
  reason: string;
}

interface JudgedStatement extends Verdict {
  effect: 'Allow' | 'Deny';
  statementId: string | null;
}

/**
 * Whether a resource's policy lets an AWS service act on it, as IAM decides: one statement allows and none denies.
 * Never throws. `policyText` is the JSON of GetPolicy (Lambda), of a queue's `Policy` attribute or of a logs resource
 * policy; null where there is none. `resourceArn` carries the qualifier where the call is made on one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function permits(policyText: string | null, request: PolicyRequest): PolicyAnswer {
  if (policyText === null || policyText === '') {
    return no('There is no resource policy, so nothing permits it.', null);
  }
  const statements = statementsOf(policyText);
  if (statements === null) {
    return { ...no('The resource policy cannot be read as a policy.', null), certain: false };
  }
  const judged = statements.map((statement) => judge(statement, request));
  const of = (effect: 'Allow' | 'Deny', applies: Verdict['applies']) =>
    judged.find((one) => one.effect === effect && one.applies === applies);
  const denied = of('Deny', 'yes');
  if (denied) return no(`${named(denied)} denies it.`, denied.statementId);
  const allowed = of('Allow', 'yes');
  const doubtfulDeny = of('Deny', 'unknown');
  if (allowed && doubtfulDeny) {
    return {
      permitted: true,
      certain: false,
      statementId: allowed.statementId,
      reason: `${named(allowed)} permits it, but ${lower(named(doubtfulDeny))} may deny it: ${doubtfulDeny.reason}.`,
    };
  }
  if (allowed) {
    return {
      permitted: true,
      certain: true,
      statementId: allowed.statementId,
      reason: `${named(allowed)} permits it.`,
    };
  }
  const doubtful = of('Allow', 'unknown');
  if (doubtful) {
    return {
      ...no(`${named(doubtful)} cannot be judged here: ${doubtful.reason}.`, doubtful.statementId),
      certain: false,
    };
  }
  const nearest = judged
    .filter((one) => one.effect === 'Allow' && one.depth > 0)
    .sort((a, b) => b.depth - a.depth)[0];
  if (nearest === undefined) return no(`No statement names ${request.principal}.`, null);
  return no(`${named(nearest)} does not permit it: ${nearest.reason}.`, nearest.statementId);
}

function no(reason: string, statementId: string | null): PolicyAnswer {
  return { permitted: false, certain: true, statementId, reason };
}

function named({ statementId }: JudgedStatement): string {
  return statementId === null ? 'A statement without a name' : `Statement ${statementId}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The statements of a policy's JSON text; null where it is none. */
function statementsOf(policyText: string): Record<string, unknown>[] | null {
  try {
    const policy: unknown = JSON.parse(policyText);
    if (!isRecord(policy) || policy.Statement === undefined) return null;
    const statements: unknown[] = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
    return statements.every(isRecord) ? statements : null;
  } catch {
    return null;
  }
}

function judge(statement: Record<string, unknown>, request: PolicyRequest): JudgedStatement {
  const statementId = typeof statement.Sid === 'string' && statement.Sid !== '' ? statement.Sid : null;
  const effect = statement.Effect === 'Deny' ? ('Deny' as const) : ('Allow' as const);
  const whole = { effect, statementId };
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    return { ...whole, applies: 'unknown', depth: 0, reason: 'its effect is neither Allow nor Deny' };
  }
  const parts = [principal, action, resource, judgeCondition];
  let doubt: Verdict | null = null;
  for (const [depth, part] of parts.entries()) {
    const verdict = part(statement, request);
    if (verdict === null) continue;
    if (verdict.applies === 'no') return { ...whole, ...verdict, depth };
    doubt ??= { ...verdict, depth };
  }
  return { ...whole, ...(doubt ?? { applies: 'yes', depth: parts.length, reason: '' }) };
}

type Objection = Omit<Verdict, 'depth'> | null;
const objects = (reason: string): Objection => ({ applies: 'no', reason });
const doubts = (reason: string): Objection => ({ applies: 'unknown', reason });

function principal(statement: Record<string, unknown>, request: PolicyRequest): Objection {
  if (statement.NotPrincipal !== undefined) return doubts('it uses NotPrincipal');
  const given = statement.Principal;
  if (given === '*') return null;
  if (!isRecord(given)) return objects('it names no principal');
  const services = textsOf(given.Service);
  if (services.includes(request.principal) || services.includes('*')) return null;
  if (textsOf(given.AWS).includes('*')) return null;
  return objects(`it is for ${[...services, ...textsOf(given.AWS)].join(', ') || 'another principal'}`);
}

function action(statement: Record<string, unknown>, request: PolicyRequest): Objection {
  if (statement.NotAction !== undefined) return doubts('it uses NotAction');
  const actions = textsOf(statement.Action);
  const wanted = request.action.toLowerCase();
  if (actions.some((one) => matchesGlob(one.toLowerCase(), wanted))) return null;
  return objects(`it is about ${actions.join(', ') || 'no action'}`);
}

function resource(statement: Record<string, unknown>, request: PolicyRequest): Objection {
  if (statement.NotResource !== undefined) return doubts('it uses NotResource');
  // a policy that hangs on its resource may leave it out
  if (statement.Resource === undefined) return null;
  const resources = textsOf(statement.Resource);
  if (resources.some((one) => matchesGlob(one, request.resourceArn))) return null;
  if (resources.some((one) => one.includes('${'))) return doubts('its resource holds a policy variable');
  return objects(`it is about ${resources.join(', ') || 'no resource'}`);
}
