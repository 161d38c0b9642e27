import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { type StatesCondition, stateMachineEnactment } from './state-machine-enactment.ts';
import { aCondition } from './testing/a-condition.ts';
import { runDefinition } from './testing/run-definition.ts';

const POLLER = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';
const LIMITS = { delaySeconds: 10, backoffRate: 2, maxDelaySeconds: 25 };
const condition = (
  change: Partial<StatesCondition> = {},
  limits: Partial<StatesCondition['limits']> = {},
): StatesCondition => aCondition(change, { ...LIMITS, ...limits });

/** As the optimised integration answers. */
function answered(payload: unknown) {
  return {
    result: {
      ExecutedVersion: '$LATEST',
      Payload: payload,
      SdkHttpMetadata: { HttpHeaders: { 'x-amzn-RequestId': 'request-1' }, HttpStatusCode: 200 },
      StatusCode: 200,
    },
  };
}
const failed = (errorType: string) => ({
  error: { Error: errorType, Cause: JSON.stringify({ errorType, errorMessage: 'went wrong', trace: [] }) },
});
const ROUND = ['Run', 'Run again?', 'Within limits?', 'Wait'];

describe('stateMachineEnactment', () => {
  it('runs again with the response until the condition does not hold, waiting longer each time', async () => {
    const { definition } = stateMachineEnactment(condition());
    const run = await runDefinition(definition, { n: 1 }, (_payload, n) =>
      answered({ n: n + 1, done: n === 5 }),
    );
    expect(run.path).toEqual(['Start', ...ROUND, ...ROUND, ...ROUND, ...ROUND, 'Run', 'Run again?', 'Done']);
    expect(run.payloads).toEqual([
      { n: 1 },
      { n: 2, done: false },
      { n: 3, done: false },
      { n: 4, done: false },
      { n: 5, done: false },
    ]);
    expect(run.waitedSeconds).toEqual([10, 20, 25, 25]);
    expect(run.ended).toEqual({ status: 'SUCCEEDED', output: { n: 6, done: true } });
  });

  it.each<[Partial<StatesCondition['limits']>, number, string, string]>([
    [{ maxAttempts: 3 }, 3, 'MaxAttemptsReached', 'attempt 3 is the last of 3'],
    [{ windowSeconds: 40, maxAttempts: 9 }, 3, 'WindowClosed', 'later than 40 s after the first'],
    [{ windowSeconds: 9, maxAttempts: 9 }, 1, 'WindowClosed', 'later than 9 s'],
    [{ delaySeconds: 0, maxAttempts: 4 }, 4, 'MaxAttemptsReached', 'attempt 4'],
  ])('with %j ends after %d runs with %s', async (limits, runs, error, words) => {
    const { definition } = stateMachineEnactment(condition({}, limits));
    const run = await runDefinition(definition, {}, () => answered({ done: false }));
    expect(run.payloads).toHaveLength(runs);
    expect(run.ended).toMatchObject({ status: 'FAILED', error, cause: expect.stringContaining(words) });
  });

  it('judges a run that failed, and runs it again with its own request', async () => {
    const when = JSON.stringify({
      requestContext: { condition: ['RetriesExhausted'] },
      responsePayload: { errorType: ['PaymentPending'] },
      requestPayload: { orderId: [7] },
    });
    const { definition } = stateMachineEnactment(condition({ when, nextInput: 'request' }));
    const run = await runDefinition(definition, { orderId: 7 }, (_payload, n) =>
      n < 3 ? failed('PaymentPending') : answered({ paid: true }),
    );
    expect(run.payloads).toEqual([{ orderId: 7 }, { orderId: 7 }, { orderId: 7 }]);
    expect(run.ended).toEqual({ status: 'SUCCEEDED', output: { paid: true } });
    const other = await runDefinition(definition, { orderId: 7 }, () => failed('CardRefused'));
    expect(other.ended).toEqual({
      status: 'FAILED',
      error: 'CardRefused',
      cause: 'The run failed and the condition does not hold: went wrong',
    });
  });

  it.each([
    [{ Error: 'Lambda.ResourceNotFoundException', Cause: 'Function not found' }, 'Not run'],
    [{ Error: 'Lambda.TooManyRequestsException', Cause: 'Rate exceeded' }, 'Not run'],
    [{ Error: 'Lambda.Unknown', Cause: 'The cause could not be determined' }, 'Failed'],
    [{ Error: 'Sandbox.Timedout' }, 'Failed'],
  ])('%j ends in %s', async (error, state) => {
    const { definition } = stateMachineEnactment(condition());
    const run = await runDefinition(definition, {}, () => ({ error }));
    expect(run.path.at(-1)).toBe(state);
    expect(run.ended).toMatchObject({ status: 'FAILED', error: error.Error });
  });

  it.each([[[1]], [[[1]]], [[]], [null], ['text'], [{ a: [{ b: [1] }] }]])(
    'hands %j on as it is',
    async (payload) => {
      const when = '{"requestContext":{"condition":["Success"]}}';
      const { definition } = stateMachineEnactment(condition({ when }, { maxAttempts: 2 }));
      const run = await runDefinition(definition, payload, () => answered(payload));
      expect(run.payloads).toEqual([payload, payload]);
    },
  );

  it('waits by chance with full jitter, and never beyond what its numbers hold', async () => {
    const { definition } = stateMachineEnactment(
      condition(
        {},
        { jitter: 'FULL', delaySeconds: 100, backoffRate: 10, maxDelaySeconds: null, maxAttempts: 400 },
      ),
    );
    const run = await runDefinition(definition, {}, (_payload, n) => answered({ done: n > 350 }));
    expect(run.waitedSeconds).toHaveLength(350);
    expect(run.waitedSeconds.every((seconds) => Number.isInteger(seconds))).toBe(true);
    expect(new Set(run.waitedSeconds).size).toBeGreaterThan(300);
    expect(Math.max(...run.waitedSeconds.map(Number))).toBeLessThanOrEqual(31_536_000);
  });

  it('takes hostile names and values for text', async () => {
    const hostile = `%} "'\\ {% $states \u2028`;
    const when = JSON.stringify({ responsePayload: { [hostile]: [hostile] } });
    const { definition } = stateMachineEnactment(condition({ name: hostile, when }, { maxAttempts: 2 }));
    const run = await runDefinition(definition, {}, () => answered({ [hostile]: hostile }));
    expect(run.payloads).toHaveLength(2);
  });

  it('is valid to the validator that AWS’s schema is made into', async () => {
    const validate: (definition: unknown) => { isValid: boolean; errorsText: () => string } = createRequire(
      import.meta.url,
    )('asl-validator');
    for (const limits of [{}, { delaySeconds: 0 }, { windowSeconds: 9, jitter: 'FULL' as const }]) {
      const { definition } = stateMachineEnactment(condition({}, limits));
      const { isValid, errorsText } = validate(JSON.parse(definition));
      expect([isValid, errorsText()]).toEqual([true, '']);
    }
  });

  it('needs a role that may run the function in every version, and that Step Functions may take', () => {
    const { rolePolicy, trustPolicy } = stateMachineEnactment(condition());
    expect(JSON.parse(rolePolicy).Statement).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: [POLLER, `${POLLER}:*`] },
    ]);
    expect(JSON.parse(trustPolicy).Statement).toEqual([
      { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
  });
});
