import type { FunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import type { LambdaFunction } from '../../aws/lambda-function.ts';
import type { RerunRuleInput } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import { checkEventPatternLength } from '../../domain/event-pattern/event-pattern-limits.ts';
import { compileRerunRule } from '../../domain/rerun-rule.ts';
import { destinationOn } from './destination-config.ts';

/** Throws `conflict` for a durable function: Lambda sends no records of one (aws.md 1.5). */
export function mustHaveDestinations({ functionName, durable }: LambdaFunction): void {
  if (!durable) return;
  throw new AppError(
    'conflict',
    `${functionName} is a durable function: Lambda sends no records of its runs.`,
    {
      field: 'functionName',
      nextStep: 'Let the durable execution itself wait for the condition, with wait-for-condition.',
    },
  );
}

/** Throws `conflict` where the records of that outcome go somewhere else already: a function has one destination each. */
export function mustBeFree(
  { functionName, on }: Pick<RerunRuleInput, 'functionName' | 'on'>,
  config: FunctionEventInvokeConfig | null,
  eventBusArn: string,
  field = 'on',
): void {
  const present = config === null ? null : destinationOn(config, on);
  if (present === null || present === eventBusArn) return;
  throw new AppError('conflict', `The records of ${functionName} on ${on} go to ${present} already.`, {
    field,
    nextStep:
      'A function has one destination for each outcome: choose the bus it has, or remove that destination first.',
  });
}

/** The rule's pattern and input path. Throws `invalid-input` at its field, and `conflict` where nothing would end it. */
export function mustCompile(
  input: RerunRuleInput,
  { functionArn }: LambdaFunction,
): { eventPattern: string; inputPath: string; bounded: boolean } {
  const rule = compileRerunRule({ ...input, functionArn });
  if (!rule.ok) throw new AppError('invalid-input', rule.message, { field: rule.field });
  const length = checkEventPatternLength(rule.eventPattern);
  if (length?.severity === 'error')
    throw new AppError('invalid-input', length.message, { field: 'detailPattern' });
  if (rule.bounded || input.acceptsLoop) return rule;
  const reason =
    input.bound !== null && input.nextInput === 'request'
      ? `the next run gets the same request, so ${input.bound.path} never changes`
      : 'no upper bound stands in the pattern';
  throw new AppError(
    'conflict',
    `Nothing would end this re-run: ${reason}. Lambda’s own loop detection does not see it.`,
    {
      field: 'acceptsLoop',
      nextStep: 'Name a counter that the function raises in its answer, or confirm that the loop is wanted.',
    },
  );
}
