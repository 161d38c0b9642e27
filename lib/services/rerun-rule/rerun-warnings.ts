import type { LambdaFunction } from '../../aws/lambda-function.ts';
import type { RerunRuleInput } from '../../contract/rule.ts';

/** What one must know of a re-run without code, each in one sentence or two (aws.md 6.3). */
export function rerunWarnings(given: {
  input: RerunRuleInput;
  found: LambdaFunction;
  eventBusArn: string;
  bounded: boolean;
  managedBy: string | null;
}): string[] {
  const { input, found, eventBusArn, bounded, managedBy } = given;
  const { functionName, on, nextInput, bound, maximumRetryAttempts } = input;
  const warnings = [
    bounded
      ? `EventBridge cannot count: ${functionName} itself must raise ${bound?.path ?? 'the counter'} in what it answers, or it runs without end.`
      : `Nothing ends this re-run: ${functionName} runs until its outcome no longer matches or the rule is disabled. Lambda’s own loop detection does not see it.`,
    `Only asynchronous runs write a record: after a synchronous run (a test in the console, an API) ${functionName} does not run again.`,
    `${found.roleArn ?? 'The function’s role'} needs events:PutEvents on ${eventBusArn}; without it records are lost, and only the metric DestinationDeliveryFailures tells.`,
  ];
  if (on === 'success') {
    warnings.push(
      'Patterns cannot look into a text: what an answer like {"statusCode":200,"body":"…"} says in `body` is never matched.',
    );
  }
  if (on === 'failure' && maximumRetryAttempts > 0) {
    warnings.push(
      `A failed run is tried ${maximumRetryAttempts} more times by Lambda and then again by the rule: both run it.`,
    );
  }
  if (on === 'failure' && nextInput === 'response') {
    warnings.push(
      'The answer of a failed run is its error: the next run gets errorType and errorMessage as its input.',
    );
  }
  if (nextInput === 'request') {
    warnings.push('The next run gets the same input again: a counter in it never changes.');
  }
  if (managedBy !== null) {
    warnings.push(`${managedBy} manages this function: its next deployment may reset its destinations.`);
  }
  warnings.push('Records are delivered at least once: a run may follow twice.');
  return warnings;
}
