import { parseEventPattern } from '../event-pattern/parse-event-pattern.ts';
import { compileRerunRule } from '../rerun-rule.ts';
import type { Condition } from './condition.ts';
import { mayFollow } from './condition-reach.ts';

export type RuleEnactment =
  | {
      ok: true;
      eventPattern: string;
      /** Of the target, which is the function: takes the next run's input out of the record. */
      inputPath: string;
      /** Which destinations of the function must lead to the bus. */
      onSuccess: boolean;
      onFailure: boolean;
      /** Of the function's asynchronous invocations; null leaves it: Lambda's own tries would come on top of the rule's. */
      maximumRetryAttempts: 0 | null;
      /** Whether the counter can end the loop. */
      bounded: boolean;
    }
  | { ok: false; field: 'when' | 'counterPath'; message: string };

export type RuleCondition = Pick<Condition, 'functionArn' | 'when' | 'nextInput' | 'counterPath'> & {
  limits: Pick<Condition['limits'], 'maxAttempts'>;
};

/**
 * The rule that carries a condition out, with the destinations it needs. A counter in the response that is handed on
 * names the next run, so that it may reach `maxAttempts`; any other names the run that ended, and stays below it.
 */
export function ruleEnactment(condition: RuleCondition): RuleEnactment {
  const { functionArn, when, nextInput, counterPath, limits } = condition;
  const parsed = parseEventPattern(when);
  if (!parsed.ok) return { ok: false, field: 'when', message: parsed.problem.message };
  const namesNext = nextInput === 'response' && counterPath?.startsWith('responsePayload.') === true;
  const below = limits.maxAttempts + (namesNext ? 1 : 0);
  const rule = compileRerunRule({
    functionArn,
    on: 'either',
    detailPattern: when,
    bound: counterPath === null ? null : { path: counterPath, below },
    nextInput,
  });
  if (!rule.ok) {
    return { ok: false, field: rule.field === 'bound' ? 'counterPath' : 'when', message: rule.message };
  }
  const { eventPattern, inputPath, bounded } = rule;
  const { success, failure } = mayFollow(parsed.pattern);
  return {
    ok: true,
    eventPattern,
    inputPath,
    onSuccess: success,
    onFailure: failure,
    maximumRetryAttempts: failure ? 0 : null,
    bounded,
  };
}
