import {
  CloudWatchLogsClient,
  type LiveTailSessionUpdate,
  StartLiveTailCommand,
  type StartLiveTailCommandInput,
  type StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestServices, type TestServices } from '../../testing/start-test-services.ts';

const GROUP = '/aws/lambda/tailed';
const ARN = `arn:aws:logs:eu-west-1:000000000000:log-group:${GROUP}`;

let sandbox: TestServices;
let logs: CloudWatchLogsClient;

beforeEach(async () => {
  sandbox = await startTestServices();
  logs = new CloudWatchLogsClient(sandbox.client);
  sandbox.sink.append(GROUP, 'before', [{ timestamp: Date.now(), message: 'before the session' }]);
});
afterEach(async () => {
  logs.destroy();
  await sandbox.stop();
});

async function start(input: Partial<StartLiveTailCommandInput> = {}) {
  const answer = await logs.send(new StartLiveTailCommand({ logGroupIdentifiers: [ARN], ...input }));
  if (answer.responseStream === undefined) throw new Error('no stream');
  return answer.responseStream[Symbol.asyncIterator]();
}

async function next(
  stream: AsyncIterator<StartLiveTailResponseStream>,
): Promise<StartLiveTailResponseStream> {
  const { value, done } = await stream.next();
  if (done === true) throw new Error('the stream ended');
  return value;
}

/** The first update that carries events. */
async function nextEvents(
  stream: AsyncIterator<StartLiveTailResponseStream>,
): Promise<LiveTailSessionUpdate> {
  for (let n = 0; n < 10; n++) {
    const { sessionUpdate } = await next(stream);
    if (sessionUpdate !== undefined && (sessionUpdate.sessionResults?.length ?? 0) > 0) return sessionUpdate;
  }
  throw new Error('no events in ten updates');
}

it('starts a session and sends what is written from then on', async () => {
  const stream = await start();
  const { sessionStart } = await next(stream);
  expect(sessionStart).toMatchObject({ logGroupIdentifiers: [ARN] });
  const at = Date.now();
  sandbox.sink.append(GROUP, 's', [{ timestamp: at, message: 'live \u0000 ünd' }]);
  expect(await nextEvents(stream)).toMatchObject({
    sessionMetadata: { sampled: false },
    sessionResults: [
      {
        logStreamName: 's',
        message: 'live \u0000 ünd',
        timestamp: at,
        logGroupIdentifier: `000000000000:${GROUP}`,
      },
    ],
  });
  await stream.return?.();
});

it('filters by pattern and stream, and says when it samples', async () => {
  const stream = await start({ logStreamNamePrefixes: ['wanted'], logEventFilterPattern: '-noise' });
  await next(stream);
  const lines = Array.from({ length: 600 }, (_, i) => ({ timestamp: Date.now(), message: `line ${i}` }));
  sandbox.sink.append(GROUP, 'other', [{ timestamp: Date.now(), message: 'elsewhere' }]);
  sandbox.sink.append(GROUP, 'wanted-1', [{ timestamp: Date.now(), message: 'noise' }, ...lines]);
  const update = await nextEvents(stream);
  expect(update.sessionMetadata?.sampled).toBe(true);
  expect(update.sessionResults).toHaveLength(500);
  const streams = new Set(update.sessionResults?.map((event) => event.logStreamName));
  expect(streams).toEqual(new Set(['wanted-1']));
  await stream.return?.();
});

it.each([
  ['a name instead of an ARN', { logGroupIdentifiers: [GROUP] }, 'InvalidParameterException'],
  ['an unknown group', { logGroupIdentifiers: [`${ARN}-none`] }, 'ResourceNotFoundException'],
  ['a bad pattern', { logEventFilterPattern: 'a-b' }, 'InvalidParameterException'],
  [
    'streams of two groups',
    { logGroupIdentifiers: [ARN, ARN], logStreamNames: ['s'] },
    'InvalidParameterException',
  ],
])('refuses %s', async (_name, input, code) => {
  await expect(start(input)).rejects.toMatchObject({ name: code });
});
