import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../domain/observation.ts';
import { type FunctionRecord, managedByOf, recordOf } from './function-record.ts';
import { partsByFunction, watchedGroups } from './watched-group.ts';

const recordNamed = (functionName: string, logGroupName = `/aws/lambda/${functionName}`): FunctionRecord =>
  recordOf(
    {
      functionName,
      functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}`,
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      architecture: 'arm64',
      memorySizeMb: 128,
      timeoutSeconds: 30,
      state: null,
      lastUpdateStatus: null,
      lastModifiedAt: null,
      tracingMode: 'PassThrough',
      logFormat: 'Text',
      systemLogLevel: null,
      applicationLogLevel: null,
      logGroupName,
      roleArn: null,
      revisionId: null,
      codeSha256: null,
      durable: false,
    },
    undefined,
  );
const HEX = '22be53a8cfde4e68b844f8ec293b2543';
const eventIn = (logStreamName: string, message = 'm'): LogEvent => ({
  logGroupName: '/shared',
  logStreamName,
  timestamp: 1,
  ingestionTime: null,
  message,
  eventId: null,
});

it('reads a group that several functions share once', () => {
  const groups = watchedGroups(
    [
      { record: recordNamed('a', '/shared'), watched: true },
      { record: recordNamed('b', '/shared'), watched: true },
      { record: recordNamed('c', '/shared'), watched: false },
      { record: recordNamed('d'), watched: false },
      { record: recordNamed('e'), watched: true },
    ],
    [
      {
        eventBusName: 'orders',
        method: 'rule',
        logGroupName: '/aws/events/orders',
        ruleName: 'reprise-watch',
        since: new Date(0),
      },
    ],
  );
  expect(groups.map((group) => group.logGroupName)).toEqual([
    '/shared',
    '/aws/lambda/e',
    '/aws/events/orders',
  ]);
  expect(groups[2]).toMatchObject({ bus: { eventBusName: 'orders', method: 'rule' }, functions: [] });
  expect(groups[0]?.functions.map((record) => record.functionName)).toEqual(['a', 'b']);
  expect(groups[0]?.unwatchedNames).toEqual(['c']);
});

describe('who wrote a line', () => {
  const [shared] = watchedGroups(
    [
      { record: recordNamed('a', '/shared'), watched: true },
      { record: recordNamed('b', '/shared'), watched: true },
      { record: recordNamed('c', '/shared'), watched: false },
    ],
    [],
  );
  if (!shared) throw new Error('no group');

  it('is named by the stream of a shared group', () => {
    const parts = partsByFunction(
      [eventIn(`2026/10/08/a[$LATEST]${HEX}`), eventIn(`2026/10/08/b[7]${HEX}`), eventIn('odd stream')],
      shared,
    );
    expect(parts.map((part) => [part.functionName, part.timeoutMs, part.architecture])).toEqual([
      ['a', 30_000, 'arm64'],
      ['b', 30_000, 'arm64'],
      [null, 900_000, 'x86_64'],
    ]);
  });

  it('is left out where nobody watches the function, and kept where AWS no longer lists it', () => {
    const parts = partsByFunction(
      [eventIn(`2026/10/08/c[$LATEST]${HEX}`), eventIn(`2026/10/08/gone[$LATEST]${HEX}`)],
      shared,
    );
    expect(parts.map((part) => [part.functionName, part.functionArn])).toEqual([['gone', null]]);
  });

  it('is the function of a default group', () => {
    const [group] = watchedGroups([{ record: recordNamed('a'), watched: true }], []);
    if (!group) throw new Error('no group');
    const [part] = partsByFunction([eventIn(`2026/10/08/[$LATEST]${HEX}`)], group);
    expect(part?.functionName).toBe('a');
  });
});

it.each([
  [{ 'aws:cloudformation:stack-name': 'orders' }, 'CloudFormation stack orders'],
  [{ ManagedBy: 'terraform' }, 'terraform'],
  [{ 'terraform:workspace': 'prod' }, 'Terraform'],
  [{ 'sst:app': 'shop' }, 'sst'],
  [{ team: 'orders' }, null],
  [{}, null],
])('tags %j say who manages the function', (tags, by) => {
  expect(managedByOf(tags as Record<string, string>)).toBe(by);
});
