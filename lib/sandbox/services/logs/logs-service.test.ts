import { appendFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  type FilteredLogEvent,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServices, type TestServices } from '../../testing/start-test-services.ts';

const GROUP = '/aws/lambda/order-poller';
const STREAM = '2026/11/23/[$LATEST]5c3a0c4241adcd70c262d34c0bbc85ca';

let sandbox: TestServices;
let logs: CloudWatchLogsClient;
const now = Date.now();

beforeEach(async () => {
  sandbox = await startTestServices();
  logs = new CloudWatchLogsClient(sandbox.client);
});
afterEach(async () => {
  logs.destroy();
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

/** Every page, and how many there were. */
async function filterAll(input: Omit<FilterLogEventsCommandInput, 'logGroupName'> = {}) {
  const events: FilteredLogEvent[] = [];
  const pages: number[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input, nextToken }));
    events.push(...(page.events ?? []));
    pages.push(page.events?.length ?? -1);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return { events, messages: events.map((event) => event.message), pages };
}

const write = (messages: string[], stream = STREAM, at = now) =>
  sandbox.sink.append(
    GROUP,
    stream,
    messages.map((message, i) => ({ timestamp: at + i, message })),
  );

describe('groups and streams', () => {
  it('creates, describes by prefix, pattern and page, and deletes', async () => {
    for (const name of ['/aws/lambda/a', '/aws/lambda/b', '/other/c']) {
      await logs.send(new CreateLogGroupCommand({ logGroupName: name }));
    }
    await expect(logs.send(new CreateLogGroupCommand({ logGroupName: '/other/c' }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
    const first = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws', limit: 1 }));
    expect(first.logGroups).toMatchObject([
      {
        logGroupName: '/aws/lambda/a',
        arn: 'arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/a:*',
        logGroupArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/a',
      },
    ]);
    const { nextToken } = first;
    const second = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws', limit: 1, nextToken }),
    );
    expect(second.logGroups?.map((group) => group.logGroupName)).toEqual(['/aws/lambda/b']);
    expect(second.nextToken).toBeUndefined();
    const found = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePattern: 'THER' }));
    expect(found.logGroups?.map((group) => group.logGroupName)).toEqual(['/other/c']);
    await logs.send(new DeleteLogGroupCommand({ logGroupName: '/other/c' }));
    await expect(logs.send(new DeleteLogGroupCommand({ logGroupName: '/other/c' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('orders streams by name or by their last event', async () => {
    write(['new'], 'a', now);
    write(['old'], 'b', now - 5_000);
    const streamNames = async (orderBy: 'LogStreamName' | 'LastEventTime', descending: boolean) => {
      const input = { logGroupName: GROUP, orderBy, descending };
      const answer = await logs.send(new DescribeLogStreamsCommand(input));
      return answer.logStreams?.map((stream) => stream.logStreamName);
    };
    expect(await streamNames('LogStreamName', false)).toEqual(['a', 'b']);
    expect(await streamNames('LastEventTime', false)).toEqual(['b', 'a']);
    expect(await streamNames('LastEventTime', true)).toEqual(['a', 'b']);
    const [stream] =
      (await logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP, logStreamNamePrefix: 'b' })))
        .logStreams ?? [];
    expect(stream).toMatchObject({ logStreamName: 'b', firstEventTimestamp: now - 5_000 });
  });

  it.each([
    [
      'CreateLogGroup',
      () => logs.send(new CreateLogGroupCommand({ logGroupName: 'no spaces' })),
      'InvalidParameterException',
    ],
    [
      'CreateLogGroup, long name,',
      () => logs.send(new CreateLogGroupCommand({ logGroupName: 'x'.repeat(513) })),
      'InvalidParameterException',
    ],
    [
      'CreateLogStream',
      () => logs.send(new CreateLogStreamCommand({ logGroupName: 'none', logStreamName: 's' })),
      'ResourceNotFoundException',
    ],
    [
      'FilterLogEvents',
      () => logs.send(new FilterLogEventsCommand({ logGroupName: 'none' })),
      'ResourceNotFoundException',
    ],
    [
      'FilterLogEvents of nothing',
      () => logs.send(new FilterLogEventsCommand({})),
      'InvalidParameterException',
    ],
  ])('%s refuses as AWS does', async (_name, send, code) => {
    await expect(send()).rejects.toMatchObject({ name: code, $fault: 'client' });
  });
});

describe('PutLogEvents', () => {
  const put = (logEvents: { timestamp: number; message: string }[]) =>
    logs.send(new PutLogEventsCommand({ logGroupName: GROUP, logStreamName: STREAM, logEvents }));
  beforeEach(async () => {
    await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
    await logs.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName: STREAM }));
  });

  it('keeps hostile text exactly', async () => {
    const messages = [
      'a\u0000b',
      '\ud800 lone',
      '\udc00',
      '__proto__',
      '{"n":12345678901234567890}',
      '\u001b[31mred',
      '<script>',
      '\u2028',
    ];
    await put(messages.map((message, i) => ({ timestamp: now + i, message })));
    expect((await filterAll()).messages).toEqual(messages);
    sandbox = await sandbox.restart();
    logs = new CloudWatchLogsClient(sandbox.client);
    expect((await filterAll()).messages).toEqual(messages);
  });

  it('accepts a megabyte line and refuses a byte more', async () => {
    const most = 1_048_576 - 26;
    await put([{ timestamp: now, message: 'x'.repeat(most) }]);
    await expect(put([{ timestamp: now, message: 'x'.repeat(most + 1) }])).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('1048577'),
    });
    expect((await filterAll()).messages.map((message) => message?.length)).toEqual([most]);
  });

  it('refuses disorder, more than a day, and nothing', async () => {
    const day = 24 * 3_600_000;
    for (const events of [
      [
        { timestamp: now, message: 'b' },
        { timestamp: now - 1, message: 'a' },
      ],
      [
        { timestamp: now - day - 1, message: 'a' },
        { timestamp: now, message: 'b' },
      ],
      [{ timestamp: now, message: '' }],
      [],
    ]) {
      await expect(put(events)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    }
    expect((await filterAll()).events).toEqual([]);
  });

  it('names what is too old or too new and keeps the rest', async () => {
    const old = await put([{ timestamp: now - 15 * 24 * 3_600_000, message: 'old' }]);
    expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    const mixed = await put([
      { timestamp: now, message: 'kept' },
      { timestamp: now + 3 * 3_600_000, message: 'future' },
    ]);
    expect(mixed.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    expect((await filterAll()).messages).toEqual(['kept']);
  });
});

describe('FilterLogEvents', () => {
  it('takes both ends of the time range and orders by timestamp, then arrival', async () => {
    write(['t0', 't1', 't2', 't3']);
    write(['t1 later'], 'other', now + 1);
    expect((await filterAll()).messages).toEqual(['t0', 't1', 't1 later', 't2', 't3']);
    expect((await filterAll({ startTime: now + 1, endTime: now + 2 })).messages).toEqual([
      't1',
      't1 later',
      't2',
    ]);
    expect((await filterAll({ startFromHead: false })).messages).toEqual([
      't3',
      't2',
      't1 later',
      't1',
      't0',
    ]);
  });

  it('gives each event a 56-digit ID that sorts like the answer', async () => {
    write(['a', 'b', 'c']);
    write(['earlier'], 'other', now - 1);
    const ids = (await filterAll()).events.map((event) => event.eventId ?? '');
    expect(ids.every((id) => /^\d{56}$/.test(id))).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(4);
  });

  it('pages by limit in both directions without loss', async () => {
    const messages = Array.from({ length: 23 }, (_, i) => `line ${i}`);
    write(messages);
    const forward = await filterAll({ limit: 5 });
    expect(forward.messages).toEqual(messages);
    expect(Math.max(...forward.pages)).toBe(5);
    expect((await filterAll({ limit: 5, startFromHead: false })).messages).toEqual([...messages].reverse());
  });

  it('ends a page at one megabyte', async () => {
    write(Array.from({ length: 5 }, (_, i) => `${i}`.repeat(500_000)));
    const { pages, events } = await filterAll();
    expect(pages.filter((n) => n > 0)).toEqual([2, 2, 1]);
    expect(events).toHaveLength(5);
  });

  it('answers an empty page with a token now and then', async () => {
    write(['one']);
    const answers = [];
    for (let i = 0; i < 32; i++) answers.push(await filterAll());
    expect(answers.every(({ messages }) => messages.join() === 'one')).toBe(true);
    expect(answers.filter(({ pages }) => pages[0] === 0)).toHaveLength(2);
  });

  it('gives short pages where a narrow filter looks at much', async () => {
    write(Array.from({ length: 45_000 }, (_, i) => (i === 44_000 ? 'needle' : 'hay')));
    const { pages, messages } = await filterAll({ filterPattern: 'needle', startTime: now });
    expect(messages).toEqual(['needle']);
    expect(pages).toEqual([0, 0, 1]);
  });

  it('filters by pattern, stream names and stream prefix', async () => {
    write(['a ERROR', 'b'], '2026/1');
    write(['c ERROR'], '2026/2');
    write(['d ERROR'], '2027/1');
    expect((await filterAll({ filterPattern: 'ERROR', logStreamNamePrefix: '2026/' })).messages).toEqual([
      'a ERROR',
      'c ERROR',
    ]);
    expect((await filterAll({ logStreamNames: ['2027/1', '2026/2'] })).messages).toEqual([
      'c ERROR',
      'd ERROR',
    ]);
    const both = { logStreamNames: ['a'], logStreamNamePrefix: 'a' };
    await expect(filterAll(both)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('refuses bad patterns, limits and foreign tokens', async () => {
    write(['a', 'b']);
    const { nextToken } = await logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, limit: 1 }));
    for (const input of [
      { filterPattern: 'a-b' },
      { filterPattern: `"${'x'.repeat(1_025)}"` },
      { limit: 0 },
      { limit: 10_001 },
      { startTime: now, endTime: now - 1 },
      { nextToken: 'garbage' },
      { nextToken, limit: 2 },
    ]) {
      await expect(
        logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input })),
      ).rejects.toMatchObject({ name: 'InvalidParameterException' });
    }
  });

  it('knows a group by its ARN', async () => {
    write(['a']);
    const logGroupIdentifier = `arn:aws:logs:eu-west-1:000000000000:log-group:${GROUP}`;
    const answer = await logs.send(new FilterLogEventsCommand({ logGroupIdentifier }));
    expect(answer.events).toHaveLength(1);
  });
});

describe('GetLogEvents', () => {
  const get = (input: {
    nextToken?: string;
    limit?: number;
    startFromHead?: boolean;
    startTime?: number;
    endTime?: number;
  }) => logs.send(new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: STREAM, ...input }));
  const messagesOf = (answer: Awaited<ReturnType<typeof get>>) =>
    answer.events?.map((event) => event.message);

  it('reads from the tail, and in both directions by tokens until they repeat', async () => {
    write(['1', '2', '3', '4', '5']);
    write(['of another stream'], 'other');
    const tail = await get({ limit: 2 });
    expect(messagesOf(tail)).toEqual(['4', '5']);
    const before = await get({ limit: 2, nextToken: tail.nextBackwardToken ?? '' });
    expect(messagesOf(before)).toEqual(['2', '3']);
    const end = await get({ limit: 2, nextToken: tail.nextForwardToken ?? '' });
    expect(messagesOf(end)).toEqual([]);
    expect(end.nextForwardToken).toBe(tail.nextForwardToken);
    write(['6'], STREAM, now + 9);
    expect(messagesOf(await get({ nextToken: end.nextForwardToken ?? '' }))).toEqual(['6']);
  });

  it('takes endTime exclusively', async () => {
    write(['1', '2', '3']);
    expect(messagesOf(await get({ startFromHead: true, startTime: now, endTime: now + 2 }))).toEqual([
      '1',
      '2',
    ]);
  });

  it('refuses a foreign token and an unknown stream', async () => {
    write(['1']);
    await expect(get({ nextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(
      logs.send(new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: 'none' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('what is kept', () => {
  it('starts on a file that something else wrote into', async () => {
    write(['a']);
    sandbox = await sandbox.restart();
    const folder = path.join(sandbox.dataDir, 'logs');
    const [group = ''] = await readdir(folder);
    const [file = ''] = await readdir(path.join(folder, group));
    const garbage = [
      '{}',
      '[1,2]',
      'null',
      '{"creationTime":1}',
      '[1,"x",3,"s","m"]',
      '\u0000',
      '{"logGroupName":7,"creationTime":1}',
    ];
    await appendFile(path.join(folder, group, file), `${garbage.join('\n')}\n`);
    sandbox = await sandbox.restart();
    logs = new CloudWatchLogsClient(sandbox.client);
    expect((await filterAll()).messages).toEqual(['a']);
    expect((await logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }))).logStreams).toHaveLength(
      1,
    );
  });

  it('survives a restart and a torn last line', async () => {
    write(['a', 'b']);
    const before = (await filterAll()).events;
    sandbox = await sandbox.restart();
    const folder = path.join(sandbox.dataDir, 'logs');
    const [group = ''] = await readdir(folder);
    const [file = ''] = await readdir(path.join(folder, group));
    await appendFile(path.join(folder, group, file), `[99,${now},`);
    sandbox = await sandbox.restart();
    logs = new CloudWatchLogsClient(sandbox.client);
    expect((await filterAll()).events).toEqual(before);
    write(['c'], STREAM, now + 5);
    sandbox = await sandbox.restart();
    logs = new CloudWatchLogsClient(sandbox.client);
    expect((await filterAll()).messages).toEqual(['a', 'b', 'c']);
  });

  it('drops the oldest beyond its bound, from disk too', async () => {
    await sandbox.stop();
    sandbox = await startTestServices({ maxEvents: 1_000 });
    logs = new CloudWatchLogsClient(sandbox.client);
    const big = 'x'.repeat(20_000);
    for (let i = 0; i < 1_500; i++) write([`${i} ${big}`], STREAM, now + i);
    sandbox = await sandbox.restart();
    logs = new CloudWatchLogsClient(sandbox.client);
    const { events } = await filterAll();
    expect(events.length).toBeLessThanOrEqual(1_000);
    expect(events.length).toBeGreaterThanOrEqual(850);
    expect(events.at(-1)?.timestamp).toBe(now + 1_499);
    const folder = path.join(sandbox.dataDir, 'logs');
    const [group = ''] = await readdir(folder);
    expect((await readdir(path.join(folder, group))).sort()[0]).not.toBe('00000001.jsonl');
  });

  it('forgets a deleted group, and one of the same name starts empty', async () => {
    write(['a']);
    await logs.send(new DeleteLogGroupCommand({ logGroupName: GROUP }));
    write(['b']);
    sandbox = await sandbox.restart();
    logs = new CloudWatchLogsClient(sandbox.client);
    expect((await filterAll()).messages).toEqual(['b']);
  });
});
