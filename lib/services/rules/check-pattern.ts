import { testEventPattern } from '../../aws/test-event-pattern.ts';
import type { ProblemText } from '../../contract/operation.ts';
import type { RuleCheck } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import type { EventPattern } from '../../domain/event-pattern/event-pattern.ts';
import { checkEventPatternLength } from '../../domain/event-pattern/event-pattern-limits.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import type { ServiceContext } from '../service-context.ts';
import { fieldProblem } from './field-problem.ts';

export interface CheckedPattern {
  problems: ProblemText[];
  warnings: string[];
  patternProblem: RuleCheck['patternProblem'];
  acceptedByAws: boolean | null;
  /** Null where it cannot be read. */
  pattern: EventPattern | null;
}

const FIELD = 'eventPattern';

/** Judges a pattern's text by its length, by the matcher here and by AWS's own TestEventPattern. */
export async function checkPattern(
  { aws }: Pick<ServiceContext, 'aws'>,
  eventPattern: string,
): Promise<CheckedPattern> {
  const problems: ProblemText[] = [];
  const warnings: string[] = [];
  const length = checkEventPatternLength(eventPattern);
  if (length?.severity === 'error')
    problems.push(fieldProblem(FIELD, length.message, 'Shorten the pattern.'));
  if (length?.severity === 'warning') warnings.push(length.message);
  const parsed = parseEventPattern(eventPattern);
  if (!parsed.ok) {
    const { message, line, column } = parsed.problem;
    problems.push(fieldProblem(FIELD, message, `Look at line ${line}, column ${column}.`));
  }
  const byAws = length?.severity === 'error' ? unasked : await askAws(aws, eventPattern);
  if (parsed.ok && byAws.refusal !== null) problems.push(byAws.refusal);
  return {
    problems,
    warnings,
    patternProblem: parsed.ok ? null : placeOf(parsed.problem),
    acceptedByAws: byAws.accepted,
    pattern: parsed.ok ? parsed.pattern : null,
  };
}

function placeOf({ message, line, column }: { message: string; line: number; column: number }) {
  return { message, line, column };
}

const unasked = { accepted: null, refusal: null };

async function askAws(
  aws: ServiceContext['aws'],
  eventPattern: string,
): Promise<{ accepted: boolean | null; refusal: ProblemText | null }> {
  try {
    await testEventPattern(aws, { eventPattern, event: ANY_EVENT });
    return { accepted: true, refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'invalid-input' || error.field !== FIELD) return unasked;
    return { accepted: false, refusal: fieldProblem(FIELD, error.message, error.nextStep) };
  }
}

const ANY_EVENT = JSON.stringify({
  id: '00000000-0000-0000-0000-000000000000',
  account: '123456789012',
  source: 'any',
  time: '2026-01-01T00:00:00Z',
  region: 'us-east-1',
  resources: [],
  'detail-type': 'any',
  detail: {},
});
