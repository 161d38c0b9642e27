import { InvokeCommand, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestLambda, type TestLambda } from './testing/start-test-lambda.ts';

let lambda: TestLambda;
beforeAll(async () => {
  lambda = await startTestLambda();
});
afterAll(async () => {
  expect(lambda.bugs).toEqual([]);
  await lambda.stop();
});

async function invoke(functionName: string, input: Partial<InvokeCommandInput> = {}) {
  const result = await lambda.client.send(new InvokeCommand({ FunctionName: functionName, ...input }));
  const text = Buffer.from(result.Payload ?? []).toString('utf8');
  return { ...result, text, requestId: result.$metadata.requestId ?? '' };
}

describe('runs', () => {
  test('answer, request ID and log lines of a cold and a warm run', async () => {
    await lambda.create(
      'greeter',
      `export const handler = async (event, context) => {
      console.log('hello', event.name);
      return { greeted: event.name, requestId: context.awsRequestId };
    }`,
    );
    const cold = await invoke('greeter', { Payload: Buffer.from('{"name":"Ada"}'), LogType: 'Tail' });
    expect(JSON.parse(cold.text)).toEqual({ greeted: 'Ada', requestId: cold.requestId });
    expect(cold.ExecutedVersion).toBe('$LATEST');
    expect(cold.FunctionError).toBeUndefined();
    const warm = await invoke('greeter', { Payload: Buffer.from('{"name":"Bob"}') });
    expect(warm.LogResult).toBeUndefined();
    const [init, start, hello, end, report, start2, , , report2] = lambda.messages('greeter');
    expect(init).toMatch(
      /^INIT_START Runtime Version: nodejs:22\.v\d+\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}\n$/,
    );
    expect(start).toBe(`START RequestId: ${cold.requestId} Version: $LATEST\n`);
    expect(hello).toMatch(new RegExp(`^\\d{4}-.*Z\\t${cold.requestId}\\tINFO\\thello Ada\\n$`));
    expect(end).toBe(`END RequestId: ${cold.requestId}\n`);
    expect(report).toMatch(
      /^REPORT RequestId: \S+\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t\n$/,
    );
    expect(start2).toContain(warm.requestId);
    expect(report2).toMatch(/Max Memory Used: \d+ MB\t\n$/);
    expect(Buffer.from(cold.LogResult ?? '', 'base64').toString()).toBe(
      [init, start, hello, end, report].join(''),
    );
    expect(new Set(lambda.logged.map((event) => event.logStreamName)).size).toBe(1);
  });
});
