import { jsonataString } from './code-text.ts';
import type { Condition } from './condition.ts';
import { definitionDelay } from './definition-delay.ts';
import { describeWhen } from './describe-condition.ts';
import { durationWords } from './duration-words.ts';
import { NOT_RUN_ERRORS, PASSING_ERRORS } from './lambda-task-errors.ts';
import { patternToJsonata } from './pattern-to-jsonata.ts';

export interface StateMachineEnactment {
  /** Amazon States Language in JSONata, for a machine of type STANDARD; its execution's input is the first payload. */
  definition: string;
  /** What the machine's role must allow. */
  rolePolicy: string;
  /** Who may take that role. */
  trustPolicy: string;
}

export type StatesCondition = Pick<
  Condition,
  'name' | 'version' | 'functionArn' | 'when' | 'limits' | 'nextInput'
>;

/**
 * A state machine that runs a function, judges the result by the condition, and runs it again after the delay until the
 * condition does not hold or a limit is reached. Variables: `$attempt`, `$payload` (of the run at hand) and
 * `$delaySeconds`. A run that failed is judged as well; only what Lambda itself refused is retried or ends the execution.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html, …/workflow-variables.html
 */
export function stateMachineEnactment(condition: StatesCondition): StateMachineEnactment {
  const { functionArn, limits } = condition;
  const next = limits.delaySeconds > 0 ? 'Wait' : 'Next run';
  const definition = {
    Comment: `Condition ${condition.name}, version ${condition.version}: run again where ${describeWhen(condition.when).join(' and ')}`,
    QueryLanguage: 'JSONata',
    StartAt: 'Start',
    States: {
      Start: {
        Type: 'Pass',
        Assign: { attempt: 1, payload: '{% $states.input %}' },
        Next: 'Run',
      },
      Run: runState(functionArn),
      'Run again?': {
        Type: 'Choice',
        Choices: [
          {
            Condition: expression(patternToJsonata(condition.when, RECORD)),
            Assign: { delaySeconds: definitionDelay(limits) },
            Next: 'Within limits?',
          },
          { Condition: `{% $states.input.requestContext.condition != 'Success' %}`, Next: 'Failed' },
        ],
        Default: 'Done',
      },
      'Within limits?': {
        Type: 'Choice',
        Choices: [
          { Condition: `{% $attempt >= ${limits.maxAttempts} %}`, Next: 'Attempts used up' },
          ...windowChoice(limits.windowSeconds),
        ],
        Default: next,
      },
      [next]: {
        ...(next === 'Wait' ? { Type: 'Wait', Seconds: '{% $delaySeconds %}' } : { Type: 'Pass' }),
        Assign: {
          attempt: '{% $attempt + 1 %}',
          ...(condition.nextInput === 'response' ? { payload: '{% $states.input.responsePayload %}' } : {}),
        },
        Next: 'Run',
      },
      Done: { Type: 'Succeed', Output: '{% $states.input.responsePayload %}' },
      ...endStates(condition),
    },
  };
  return {
    definition: JSON.stringify(definition, null, 2),
    rolePolicy: policy({
      Action: 'lambda:InvokeFunction',
      Resource: [functionArn, `${functionArn}:*`],
    }),
    trustPolicy: policy({ Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }),
  };
}

/** On one line, as JSON shows no others; texts within it are escaped and have none. */
function expression(jsonata: string): string {
  return `{% ${jsonata.replace(/\s*\n\s*/g, ' ')} %}`;
}

/** The request is added where the record is read: twice 256 KiB would be too much for one state's output. */
const RECORD = `$merge([$states.input, {'requestPayload': $payload}])`;

function runState(functionArn: string): object {
  const failure = `(
  $cause := $exists($states.errorOutput.Cause) ? $states.errorOutput.Cause : '';
  {
    'version': '1.0',
    'timestamp': $now(),
    'requestContext': {
      'functionArn': ${jsonataString(`${functionArn}:$LATEST`)},
      'condition': 'RetriesExhausted',
      'approximateInvokeCount': 1
    },
    'responseContext': {'statusCode': 200, 'executedVersion': '$LATEST', 'functionError': 'Unhandled'},
    'responsePayload': $substring($cause, 0, 1) = '{' and $substring($cause, -1) = '}'
      ? $parse($cause)
      : {'errorType': $states.errorOutput.Error, 'errorMessage': $cause}
  }
)`;
  const success = `{
  'version': '1.0',
  'timestamp': $now(),
  'requestContext': {
    'requestId': $states.result.SdkHttpMetadata.HttpHeaders.\`x-amzn-RequestId\`[0],
    'functionArn': ${jsonataString(`${functionArn}:`)} & $states.result.ExecutedVersion,
    'condition': 'Success',
    'approximateInvokeCount': 1
  },
  'responseContext': {
    'statusCode': $states.result.StatusCode,
    'executedVersion': $states.result.ExecutedVersion
  },
  'responsePayload': $states.result.Payload
}`;
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: functionArn, Payload: '{% $payload %}' },
    Output: expression(success),
    Retry: [
      {
        ErrorEquals: PASSING_ERRORS,
        IntervalSeconds: 1,
        MaxAttempts: 5,
        BackoffRate: 2,
        JitterStrategy: 'FULL',
      },
    ],
    Catch: [
      { ErrorEquals: [...PASSING_ERRORS, ...NOT_RUN_ERRORS], Next: 'Not run' },
      { ErrorEquals: ['States.TaskFailed'], Output: expression(failure), Next: 'Run again?' },
    ],
    Next: 'Run again?',
  };
}

/** Judged by when the next run would start. */
function windowChoice(windowSeconds: number | null): object[] {
  if (windowSeconds === null) return [];
  const start = '$toMillis($states.context.Execution.StartTime)';
  return [
    {
      Condition: `{% $millis() + $delaySeconds * 1000 > ${start} + ${windowSeconds * 1000} %}`,
      Next: 'Window closed',
    },
  ];
}

function endStates({ limits }: StatesCondition): Record<string, object> {
  const used = `'The condition still holds, but attempt ' & $string($attempt) & ' is the last of ${limits.maxAttempts}.'`;
  const error = '$states.input.responsePayload';
  const states: Record<string, object> = {
    Failed: {
      Type: 'Fail',
      Error: `{% $exists(${error}.errorType) ? $string(${error}.errorType) : 'FunctionFailed' %}`,
      Cause: `{% 'The run failed and the condition does not hold: ' & $string(${error}.errorMessage) %}`,
    },
    'Not run': {
      Type: 'Fail',
      Error: '{% $states.input.Error %}',
      Cause: `{% 'Lambda did not run the function: ' & $string($states.input.Cause) %}`,
    },
    'Attempts used up': { Type: 'Fail', Error: 'MaxAttemptsReached', Cause: `{% ${used} %}` },
  };
  if (limits.windowSeconds !== null) {
    const words = `'The condition still holds, but the next run would start later than ${durationWords(limits.windowSeconds)} after the first.'`;
    states['Window closed'] = { Type: 'Fail', Error: 'WindowClosed', Cause: `{% ${words} %}` };
  }
  return states;
}

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] }, null, 2);
}
