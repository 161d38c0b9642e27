import { awsNow } from '../../aws/aws-now.ts';
import type { Rehearsal, RehearseInput, SaveConditionInput } from '../../contract/condition.ts';
import { AppError } from '../../domain/app-error.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import type { ServiceContext } from '../service-context.ts';
import { RehearsalTally, type RehearsedCondition } from './rehearsal-tally.ts';
import type { Rehearsals } from './rehearsals.ts';
import { inputOfVersion } from './saved-condition.ts';

export interface RehearsalContext extends ServiceContext {
  rehearsals: Rehearsals;
}

/**
 * Runs a condition over the recorded hops of its function; nothing is sent. Answers at once: progress is read by its ID.
 * Throws `invalid-input` (no pattern), `conflict` (too many at the same time).
 */
export async function rehearse(
  context: RehearsalContext,
  { condition, withinMs }: RehearseInput,
): Promise<Rehearsal> {
  const to = new Date(awsNow(context.aws));
  return context.rehearsals.start(context, {
    tally: new RehearsalTally(rehearsed(condition), await deployedVersion(context, condition)),
    functionName: condition.functionName,
    from: new Date(to.getTime() - withinMs),
    to,
  });
}

function rehearsed({ when, limits, how, nextInput }: SaveConditionInput): RehearsedCondition {
  const parsed = parseEventPattern(when);
  if (parsed.ok) return { pattern: parsed.pattern, limits, how, nextInput, deployedAt: null };
  const { message, line, column } = parsed.problem;
  throw new AppError('invalid-input', message, {
    field: 'condition.when',
    nextStep: `Look at line ${line}, column ${column}.`,
  });
}

async function deployedVersion(
  context: ServiceContext,
  { conditionId }: SaveConditionInput,
): Promise<RehearsedCondition | null> {
  const row = conditionId === null ? null : await context.store.conditions.find(conditionId);
  if (row?.deployed == null) return null;
  const input = await inputOfVersion(context, row, row.deployed.version);
  return input === null ? null : rehearsed(input);
}

/** What the rehearsal found so far. Throws `not-found`. */
export function findRehearsal({ rehearsals }: RehearsalContext, rehearsalId: string): Rehearsal {
  return mustBeKnown(rehearsals.find(rehearsalId));
}

/** Stops a rehearsal; what it found stays readable. Throws `not-found`. */
export function cancelRehearsal({ rehearsals }: RehearsalContext, rehearsalId: string): Rehearsal {
  return mustBeKnown(rehearsals.cancel(rehearsalId));
}

function mustBeKnown(found: Rehearsal | null): Rehearsal {
  if (found !== null) return found;
  throw new AppError('not-found', 'There is no such rehearsal.', {
    field: 'rehearsalId',
    nextStep:
      'Rehearse again: what ended a while ago is forgotten, and so is all when the dashboard restarts.',
  });
}
