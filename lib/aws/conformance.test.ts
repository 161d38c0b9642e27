import { randomBytes, randomUUID } from 'node:crypto';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogEvent } from '../domain/observation.ts';
import { type AwsClients, createAwsClients } from './aws-clients.ts';
import { mayHaveRun } from './aws-error.ts';
import { awsNow } from './aws-now.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getFunctionConcurrency } from './get-function-concurrency.ts';
import { getFunctionConfiguration } from './get-function-configuration.ts';
import { getFunctionRecursionConfig } from './get-function-recursion-config.ts';
import { getLogEvents } from './get-log-events.ts';
import { getMetricData } from './get-metric-data.ts';
import { invoke } from './invoke.ts';
import { listFunctions } from './list-functions.ts';
import { listTags } from './list-tags.ts';
import { locateAccount } from './locate-account.ts';
import { startLiveTail } from './start-live-tail.ts';
import { readLogEvents } from './testing/read-log-events.ts';
import { type Conformance, refusal, startConformance } from './testing/start-conformance.ts';
import { updateFunctionConfiguration } from './update-function-configuration.ts';

const functionName = `reprise-conformance-${randomUUID().slice(0, 8)}`;
const logGroupName = `/reprise/conformance/${functionName}`;

const HANDLER = `export const handler = async (event, context) => {
  console.log('trace', process.env._X_AMZN_TRACE_ID);
  if (event.fail) throw new TypeError('told to fail');
  return { text: event.text, requestId: context.awsRequestId };
};`;

let conformance: Conformance;
let aws: AwsClients;
const until = (condition: () => Promise<boolean>) => conformance.until(condition);

beforeAll(async () => {
  conformance = await startConformance();
  aws = conformance.aws;
  await conformance.createFunction(functionName, HANDLER);
});

afterAll(async () => {
  await conformance.deleteFunction(functionName);
  for (const group of [logGroupName, `/aws/lambda/${functionName}`]) {
    await aws.logs.send(new DeleteLogGroupCommand({ logGroupName: group })).catch(() => {});
  }
  await conformance.stop();
});

const readAll = (input: Parameters<typeof readLogEvents>[1]) => readLogEvents(aws, input);
const newRoot = () => `1-${Math.floor(Date.now() / 1_000).toString(16)}-${randomBytes(12).toString('hex')}`;
const call = (payload: string, more: Partial<Parameters<typeof invoke>[1]> = {}) =>
  invoke(aws, { functionName, invocationType: 'RequestResponse', payload, traceHeader: null, ...more });

describe('who and where', () => {
  it('GetCallerIdentity names the account', async () => {
    expect((await getCallerIdentity(aws)).accountId).toMatch(/^\d{12}$/);
  });

  it('knows the sandbox from AWS', async () => {
    const found = await locateAccount(aws, 5_000);
    expect('location' in found && found.location.sandbox).toBe(!conformance.onAws);
  });

  it('is nowhere, in words, where nothing listens', async () => {
    const nowhere = createAwsClients({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const found = await locateAccount(nowhere, 5_000);
    expect('problem' in found && found.problem.code).toBe('aws-unreachable');
    nowhere.destroy();
  });

  it('keeps AWS’s time', () => {
    expect(Math.abs(awsNow(aws) - Date.now())).toBeLessThan(5 * 60_000);
  });
});

describe('Invoke', () => {
  it('answers with the function’s own request ID, the exact payload and the log’s tail', async () => {
    const answer = await call('{"text":"grüße 🎉"}');
    expect(answer).toMatchObject({ statusCode: 200, functionError: null, executedVersion: '$LATEST' });
    expect(JSON.parse(answer.payload ?? '')).toEqual({ text: 'grüße 🎉', requestId: answer.requestId });
    expect(answer.logResult).toContain(`REPORT RequestId: ${answer.requestId}`);
  });

  it('runs under the trace that it is given', async () => {
    const root = newRoot();
    const answer = await call('{}', { traceHeader: `Root=${root};Parent=53995c3f42cd8ad8;Sampled=0` });
    expect(answer.logResult).toContain(`Root=${root}`);
    expect(answer.traceHeader?.toLowerCase()).toContain(`root=${root}`);
  });

  it('says that the handler failed and how', async () => {
    const answer = await call('{"fail":true}');
    expect(answer).toMatchObject({ statusCode: 200, functionError: 'Unhandled' });
    expect(JSON.parse(answer.payload ?? '')).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'told to fail',
    });
  });

  it('takes an event and its trace without waiting', async () => {
    const root = newRoot();
    const answer = await call('{}', { invocationType: 'Event', traceHeader: `Root=${root};Sampled=0` });
    expect(answer).toMatchObject({ statusCode: 202, payload: null, logResult: null });
    const since = new Date(Date.now() - 60_000);
    await until(async () => {
      const events = await readAll({ logGroupName: `/aws/lambda/${functionName}`, startTime: since });
      const own = events.filter((event) => event.message.includes(answer.requestId));
      return (
        own.some((event) => event.message.includes(root)) &&
        own.some((event) => event.message.startsWith('REPORT'))
      );
    });
  });

  it('checks permission and name by DryRun', async () => {
    expect((await call('{}', { invocationType: 'DryRun' })).statusCode).toBe(204);
  });

  it('refuses in words: unknown function, bad JSON, too large', async () => {
    const unknown = await refusal(call('{}', { functionName: `${functionName}-missing` }));
    expect(unknown).toMatchObject({ code: 'not-found', httpStatus: 404 });
    expect(mayHaveRun(unknown)).toBe(false);
    expect(await refusal(call('{"a":'))).toMatchObject({
      code: 'invalid-input',
      httpStatus: 400,
      field: 'payload',
    });
    const large = `{"a":"${'x'.repeat(1_048_576)}"}`;
    expect(await refusal(call(large, { invocationType: 'Event' }))).toMatchObject({
      code: 'payload-too-large',
      httpStatus: 413,
    });
  });

  it('stops waiting when told to', async () => {
    const stop = AbortSignal.abort();
    await expect(call('{}', { signal: stop })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the function', () => {
  it('is listed and described alike', async () => {
    const listed = (await listFunctions(aws)).find((item) => item.functionName === functionName);
    const described = await getFunctionConfiguration(aws, functionName);
    expect(listed?.functionArn).toBe(described.functionArn);
    expect(described).toMatchObject({
      timeoutSeconds: 10,
      memorySizeMb: 128,
      architecture: 'x86_64',
      tracingMode: 'PassThrough',
      logFormat: 'Text',
      logGroupName: `/aws/lambda/${functionName}`,
      runtime: 'nodejs22.x',
    });
    expect(Date.parse(described.lastModifiedAt ?? '')).toBeGreaterThan(Date.now() - 10 * 60_000);
  });

  it('has tags, a loop guard and no reserved concurrency', async () => {
    const { functionArn } = await getFunctionConfiguration(aws, functionName);
    expect(await listTags(aws, functionArn)).toMatchObject({ team: 'conformance' });
    expect(await getFunctionRecursionConfig(aws, functionName)).toBe('Terminate');
    expect(await getFunctionConcurrency(aws, functionName)).toBeNull();
  });

  it('changes by UpdateFunctionConfiguration, and not on an old revision', async () => {
    const { revisionId } = await getFunctionConfiguration(aws, functionName);
    const LoggingConfig = {
      LogFormat: 'JSON',
      SystemLogLevel: 'INFO',
      ApplicationLogLevel: 'DEBUG',
    } as const;
    const RevisionId = revisionId ?? '';
    const updated = await updateFunctionConfiguration(aws, {
      FunctionName: functionName,
      LoggingConfig,
      RevisionId,
    });
    expect(updated).toMatchObject({
      logFormat: 'JSON',
      systemLogLevel: 'INFO',
      applicationLogLevel: 'DEBUG',
    });
    await until(
      async () => (await getFunctionConfiguration(aws, functionName)).lastUpdateStatus === 'Successful',
    );
    const stale = updateFunctionConfiguration(aws, { FunctionName: functionName, Timeout: 11, RevisionId });
    expect(await refusal(stale)).toMatchObject({ code: 'state-changed', httpStatus: 412 });
  });

  it('is missed in words', async () => {
    expect(await refusal(getFunctionConfiguration(aws, 'no-such-function'))).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('logs', () => {
  const startTime = new Date(Date.now() - 60_000);
  const streams = ['2026/10/08/[$LATEST]a', '2026/10/08/[$LATEST]b'];
  const messages = Array.from({ length: 25 }, (_, n) => `line ${n} of 25\t"quoted" \u001b[31m`);

  beforeAll(async () => {
    await aws.logs.send(new CreateLogGroupCommand({ logGroupName }));
    for (const logStreamName of streams) {
      await aws.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    }
    for (const [index, logStreamName] of streams.entries()) {
      const logEvents = messages
        .map((message, n) => ({ timestamp: startTime.getTime() + n, message }))
        .filter((_, n) => n % 2 === index);
      await aws.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    }
    await until(async () => (await readAll({ logGroupName, startTime })).length === messages.length);
  });

  it('FilterLogEvents reads all streams in order, page by page until there is no token', async () => {
    const events = await readAll({ logGroupName, startTime, limit: 4 });
    expect(events.map((event) => event.message)).toEqual(messages);
    expect(new Set(events.map((event) => event.eventId)).size).toBe(messages.length);
    expect(events[0]).toMatchObject({
      logGroupName,
      logStreamName: streams[0],
      timestamp: startTime.getTime(),
    });
    expect(events[0]?.ingestionTime).toBeGreaterThan(startTime.getTime());
  });

  it('FilterLogEvents takes both ends in, a pattern and streams', async () => {
    const at = startTime.getTime();
    const window = { logGroupName, startTime: new Date(at + 3), endTime: new Date(at + 5), once: true };
    const page = await filterLogEvents(aws, window);
    expect(page.events.map((event) => event.timestamp - at)).toEqual([3, 4, 5]);
    const own = await filterLogEvents(aws, { ...window, logStreamNames: streams.slice(1) });
    expect(own.events.map((event) => event.timestamp - at)).toEqual([3, 5]);
    const matching = await filterLogEvents(aws, { logGroupName, startTime, filterPattern: '"line 7 of"' });
    expect(matching.events).toHaveLength(1);
  });

  it('GetLogEvents reads one stream and ends', async () => {
    const logStreamName = streams[0] ?? '';
    const read: string[] = [];
    let nextToken: string | null = null;
    do {
      const page = await getLogEvents(aws, { logGroupName, logStreamName, startTime, limit: 5, nextToken });
      read.push(...page.events.map((event) => event.message));
      nextToken = page.nextToken;
    } while (nextToken !== null);
    expect(read).toEqual(messages.filter((_, n) => n % 2 === 0));
  });

  it('DescribeLogGroups finds the group by prefix', async () => {
    const groups = await describeLogGroups(aws, logGroupName);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.logGroupArn).toMatch(/:log-group:\/reprise\/conformance\/[\w-]+$/);
  });

  it('StartLiveTail yields what is written from now on, until told to stop', async () => {
    const [group] = await describeLogGroups(aws, logGroupName);
    const stop = new AbortController();
    const logStreamName = streams[0] ?? '';
    const writing = setInterval(() => {
      const logEvents = [{ timestamp: Date.now(), message: 'tail me' }];
      void aws.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents })).catch(() => {});
    }, 100);
    const logGroupArns = [group?.logGroupArn ?? ''];
    let found: LogEvent | undefined;
    for await (const update of startLiveTail(aws, { logGroupArns, signal: stop.signal })) {
      found = update.events.find((event) => event.message === 'tail me');
      if (found) break;
    }
    clearInterval(writing);
    stop.abort();
    expect(found).toMatchObject({ logGroupName, logStreamName, eventId: null });
  });

  it('an unknown group is not found', async () => {
    const missing = filterLogEvents(aws, { logGroupName: `${logGroupName}-missing`, startTime });
    expect(await refusal(missing)).toMatchObject({ code: 'not-found' });
  });
});

it('GetMetricData counts the runs of each function', async () => {
  await call('{}');
  const minute = 60_000;
  const to = new Date(Math.ceil(Date.now() / minute) * minute);
  const window = { from: new Date(to.getTime() - 10 * minute), to, periodSeconds: 60 };
  await until(async () => {
    const functionNames = [`${functionName}-missing`, functionName];
    const points = await getMetricData(aws, { metricName: 'Invocations', functionNames, ...window });
    return points.some((point) => point.functionName === functionName && point.sum > 0);
  });
});
