import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServices, type TestServices } from '../../testing/start-test-services.ts';

const AT = new Date('2026-11-23T10:00:30.000Z');
const minutes = (n: number) => new Date(AT.getTime() + n * 60_000);
let sandbox: TestServices;
let cloudwatch: CloudWatchClient;

beforeEach(async () => {
  sandbox = await startTestServices();
  cloudwatch = new CloudWatchClient(sandbox.client);
  for (const n of [0, 0, 1, 7]) sandbox.metrics.count('Invocations', 'poller', minutes(n).getTime());
  sandbox.metrics.count('Invocations', 'other', AT.getTime());
  sandbox.metrics.count('RecursiveInvocationsDropped', 'poller', AT.getTime());
});
afterEach(async () => {
  cloudwatch.destroy();
  await sandbox.stop();
});

const metric = (metricName: string, functionName: string | null, period = 60, stat = 'Sum') => ({
  Id: `m${period}`,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/Lambda',
      MetricName: metricName,
      Dimensions: functionName === null ? [] : [{ Name: 'FunctionName', Value: functionName }],
    },
    Period: period,
    Stat: stat,
  },
});
const get = async (queries: ReturnType<typeof metric>[], start = minutes(-5), end = minutes(10)) => {
  const command = new GetMetricDataCommand({
    MetricDataQueries: queries,
    StartTime: start,
    EndTime: end,
    ScanBy: 'TimestampAscending',
  });
  return (await cloudwatch.send(command)).MetricDataResults ?? [];
};

describe('GetMetricData', () => {
  it('sums per period and function', async () => {
    const [perMinute, perFive, all, dropped, none] = await get([
      metric('Invocations', 'poller'),
      metric('Invocations', 'poller', 300),
      metric('Invocations', null),
      metric('RecursiveInvocationsDropped', 'poller'),
      metric('Throttles', 'poller'),
    ]);
    expect(perMinute).toMatchObject({ Values: [2, 1, 1], StatusCode: 'Complete', Label: 'Invocations' });
    expect(perMinute?.Timestamps?.map((at) => at.toISOString())).toEqual([
      '2026-11-23T10:00:00.000Z',
      '2026-11-23T10:01:00.000Z',
      '2026-11-23T10:07:00.000Z',
    ]);
    expect(perFive).toMatchObject({ Id: 'm300', Values: [3, 1] });
    expect(all?.Values).toEqual([3, 1, 1]);
    expect(dropped?.Values).toEqual([1]);
    expect(none).toMatchObject({ Values: [], Timestamps: [] });
  });

  it('keeps to the time range, its end excluded', async () => {
    const [result] = await get(
      [metric('Invocations', 'poller')],
      new Date('2026-11-23T10:01:00Z'),
      new Date('2026-11-23T10:07:00Z'),
    );
    expect(result?.Values).toEqual([1]);
  });

  it('survives a restart', async () => {
    sandbox = await sandbox.restart();
    cloudwatch = new CloudWatchClient(sandbox.client);
    expect((await get([metric('Invocations', 'poller')]))[0]?.Values).toEqual([2, 1, 1]);
  });

  it.each([
    ['an odd period', metric('Invocations', 'poller', 45), minutes(0), minutes(1)],
    ['an unknown statistic', metric('Invocations', 'poller', 60, 'p99'), minutes(0), minutes(1)],
    ['an empty range', metric('Invocations', 'poller'), minutes(1), minutes(1)],
  ])('refuses %s', async (_name, query, start, end) => {
    await expect(get([query], start, end)).rejects.toMatchObject({
      // the SDK turns the query code ValidationError into its modelled name
      name: 'ValidationException',
      $fault: 'client',
    });
  });

  it('refuses operations it does not know by name', async () => {
    await expect(cloudwatch.send(new ListMetricsCommand({}))).rejects.toThrow('ListMetrics');
  });
});

it('speaks the form-encoded query protocol of older clients', async () => {
  const form = new URLSearchParams({
    Action: 'GetMetricData',
    Version: '2010-08-01',
    StartTime: minutes(-5).toISOString(),
    EndTime: minutes(10).toISOString(),
    'MetricDataQueries.member.1.Id': 'a',
    'MetricDataQueries.member.1.ReturnData': 'true',
    'MetricDataQueries.member.1.MetricStat.Period': '60',
    'MetricDataQueries.member.1.MetricStat.Stat': 'Sum',
    'MetricDataQueries.member.1.MetricStat.Metric.Namespace': 'AWS/Lambda',
    'MetricDataQueries.member.1.MetricStat.Metric.MetricName': 'Invocations',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name': 'FunctionName',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value': 'poller',
  });
  const authorization =
    'AWS4-HMAC-SHA256 Credential=a/20261123/us-east-1/monitoring/aws4_request, SignedHeaders=host, Signature=0';
  const post = (body: URLSearchParams) =>
    fetch(sandbox.client.endpoint, { method: 'POST', headers: { authorization }, body });
  const text = await (await post(form)).text();
  expect(text).toContain('<Values><member>1</member><member>1</member><member>2</member></Values>');
  form.set('MetricDataQueries.member.1.MetricStat.Stat', '<nonsense>');
  const refused = await post(form);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('<Code>ValidationError</Code>');
});
