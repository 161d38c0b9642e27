import type { Condition } from '../../domain/condition/condition.ts';
import { decideRerun, type RerunDecision } from '../../domain/condition/decide-rerun.ts';
import { evaluateCondition } from '../../domain/condition/evaluate-condition.ts';
import { recordOfHop } from '../../domain/condition/result-record.ts';
import type { EventPattern } from '../../domain/event-pattern/event-pattern.ts';
import type { JudgedHop } from '../../store/store-conditions.ts';

/** What a version of a condition is judged by. */
export interface JudgingCondition extends Pick<Condition, 'limits' | 'deployedAt'> {
  pattern: EventPattern;
}

/** What follows from a recorded result, from all that is known of it. `random` gives 0 to 1. */
export function judgeHop(
  condition: JudgingCondition,
  hop: Omit<JudgedHop, 'attemptStated'>,
  seenAt: Date,
  random: () => number,
): RerunDecision {
  const { requestId, functionArn, status, errorType, errorMessage, deliveryAttempt, endedAt } = hop;
  const record = recordOfHop({
    requestId,
    functionArn,
    status,
    errorType,
    errorMessage,
    deliveryAttempt,
    endedAt,
    payload: wholeText(hop.payload),
    response: wholeText(hop.response),
  });
  return decideRerun(
    condition,
    evaluateCondition(condition.pattern, record),
    {
      attempt: hop.attempt,
      chainFirstStartedAt: hop.chainStartedAt ?? hop.startedAt ?? endedAt,
      chainCostUsd: hop.chainCostUsd,
      endedAt,
      seenAt,
    },
    random,
  );
}

function wholeText(recorded: JudgedHop['payload']): string | null {
  return recorded === null || recorded.truncated ? null : recorded.text;
}
