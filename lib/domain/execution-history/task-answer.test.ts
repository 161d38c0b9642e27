import { expect, it } from 'vitest';
import type { TaskAttempt } from './execution-history.ts';
import { readExecutionHistory } from './read-execution-history.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';
const CHILD = 'arn:aws:states:eu-west-1:123456789012:execution:inner:run-1';
const OWN = '8e0a2c46-5d7f-4b91-8e30-4c6d8f0a2c57';
const OTHER = '11111111-5d7f-4b91-8e30-4c6d8f0a2c57';
const TRACE = 'root=1-6ac76298-1a2b3c4d5e6f708192a3b4c5';
const NOTHING = { requestId: null, traceHeader: null, childExecutionArn: null };
const KNOWN = { ...NOTHING, requestId: OWN, traceHeader: TRACE };

/** What `lambda:invoke` answers. */
const answerOf = (requestId: string, more: object = {}) => ({
  output: JSON.stringify({
    Payload: {},
    SdkHttpMetadata: { HttpHeaders: { 'x-amzn-RequestId': [requestId], 'X-Amzn-Trace-Id': [TRACE] } },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
    ...more,
  }),
});
const causeOf = (more: object) => ({ error: 'E', cause: JSON.stringify({ errorType: 'E', ...more }) });

function attemptOf(
  scheduled: object,
  steps: readonly (readonly [string, object])[],
): TaskAttempt | undefined {
  const events: [string, object][] = [
    ['ExecutionStarted', {}],
    ['TaskStateEntered', { name: 'Call' }],
    [`${'resourceType' in scheduled ? 'Task' : 'LambdaFunction'}Scheduled`, scheduled],
    ...steps.map(([type, details]): [string, object] => [type, details]),
  ];
  const { states } = readExecutionHistory(
    events.map(([type, details], index) => ({
      id: index + 1,
      previousEventId: index,
      type,
      timestampMs: index,
      details: { ...details },
    })),
  );
  return states[0]?.attempts[0];
}

const INVOKE = { resourceType: 'lambda', resource: 'invoke' };
const DIRECT = { resource: FUNCTION };
const BY_TOKEN = { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' };
const NESTED = { resourceType: 'states', resource: 'startExecution.sync:2' };

it.each([
  ['a result of lambda:invoke', INVOKE, [['TaskSucceeded', answerOf(OWN)]], KNOWN],
  [
    'a result handed on by a function called by its ARN',
    DIRECT,
    [['LambdaFunctionSucceeded', answerOf(OTHER)]],
    NOTHING,
  ],
  [
    'an error of a function called by its ARN',
    DIRECT,
    [['LambdaFunctionFailed', causeOf({ requestId: OTHER })]],
    NOTHING,
  ],
  [
    'an error that names its request',
    INVOKE,
    [['TaskFailed', causeOf({ requestId: OWN })]],
    { ...NOTHING, requestId: OWN },
  ],
  [
    'a run that Lambda ended',
    INVOKE,
    [['TaskFailed', causeOf({ errorMessage: `RequestId: ${OWN} Error: Task timed out after 3.00 seconds` })]],
    { ...NOTHING, requestId: OWN },
  ],
  [
    'an error that tells of another call',
    INVOKE,
    [['TaskFailed', causeOf({ errorMessage: `the other failed (Request ID: ${OTHER})` })]],
    NOTHING,
  ],
  [
    'a result that another service’s task gave',
    { resourceType: 'events', resource: 'putEvents' },
    [['TaskSucceeded', answerOf(OTHER)]],
    NOTHING,
  ],
  [
    'what a token was given back with',
    BY_TOKEN,
    [
      ['TaskSubmitted', answerOf(OWN)],
      ['TaskSucceeded', answerOf(OTHER)],
    ],
    KNOWN,
  ],
  [
    'what a token was refused with',
    BY_TOKEN,
    [
      ['TaskSubmitted', answerOf(OWN)],
      ['TaskFailed', causeOf({ requestId: OTHER })],
    ],
    KNOWN,
  ],
  [
    'a nested execution',
    NESTED,
    [['TaskSubmitted', answerOf(OTHER, { ExecutionArn: CHILD })]],
    { ...NOTHING, childExecutionArn: CHILD },
  ],
  [
    'a nested execution that failed',
    NESTED,
    [['TaskFailed', causeOf({ ExecutionArn: CHILD })]],
    { ...NOTHING, childExecutionArn: CHILD },
  ],
  [
    'a function’s result that looks like an execution',
    INVOKE,
    [['TaskSucceeded', answerOf(OWN, { ExecutionArn: CHILD })]],
    KNOWN,
  ],
] as const)('takes from %s only what says which call was made', (_, scheduled, steps, expected) => {
  expect(attemptOf(scheduled, steps)).toMatchObject(expected);
});
