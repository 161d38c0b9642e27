import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SandboxOptions } from '../../../main.ts';
import { startTestSandbox } from '../../../testing/start-test-sandbox.ts';

const REGION = 'us-east-1';
const ACCOUNT_ID = '000000000000';

/** Prints what it received and its trace header, one JSON line per run. */
const ECHO = `export const handler = async (event) => {
  console.log(JSON.stringify({ event, trace: process.env._X_AMZN_TRACE_ID }));
};`;

export type TestEvents = Awaited<ReturnType<typeof startTestEvents>>;

/** The whole sandbox on a free port in a folder of its own, with clients and shortcuts for what events need. */
export async function startTestEvents(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startTestSandbox({ timeScale: 0.001, ...options }, (config) => ({
    events: new EventBridgeClient(config),
    logs: new CloudWatchLogsClient(config),
    sqs: new SQSClient(config),
    metrics: new CloudWatchClient(config),
  }));
  const arnOf = (functionName: string) => `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${functionName}`;
  const queueArnOf = (queueName: string) => `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:${queueName}`;

  async function messages(logGroupName: string, filterPattern?: string): Promise<string[]> {
    const found: string[] = [];
    let nextToken: string | undefined;
    do {
      const command = new FilterLogEventsCommand({ logGroupName, nextToken, filterPattern });
      const page = await sandbox.clients.logs
        .send(command)
        .catch(() => ({ events: [], nextToken: undefined }));
      found.push(...(page.events ?? []).map((event) => event.message ?? ''));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return found;
  }

  return {
    ...sandbox,
    get clients() {
      return sandbox.clients;
    },
    get endpoint() {
      return sandbox.endpoint;
    },
    arnOf,
    queueArnOf,
    messages,
    createFunction: (name: string, source = ECHO) => sandbox.createFunction(name, source),
    async permit(functionName: string, sourceArn = `arn:aws:events:${REGION}:${ACCOUNT_ID}:rule/*`) {
      await sandbox.clients.lambda.send(
        new AddPermissionCommand({
          FunctionName: functionName,
          StatementId: 'events',
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          SourceArn: sourceArn,
        }),
      );
    },
    /** A queue; with `open`, EventBridge and Lambda may send to it. */
    async createQueue(name: string, open = true): Promise<string> {
      const statement = {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArnOf(name),
      };
      const Attributes = open ? { Policy: JSON.stringify({ Statement: [statement] }) } : undefined;
      const made = await sandbox.clients.sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
      return made.QueueUrl ?? '';
    },
    /** The next message, waiting up to 15 s; null for none. */
    async receive(queueUrl: string, waitSeconds = 15) {
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        WaitTimeSeconds: waitSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      });
      const message = (await sandbox.clients.sqs.send(command)).Messages?.[0];
      if (message === undefined) return null;
      const attributes = Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(([key, one]) => [key, one.StringValue]),
      );
      return { body: message.Body ?? '', attributes, system: message.Attributes ?? {} };
    },
    /** A rule on the default bus, or the one in `EventBusName`, for events of one source. */
    async rule(name: string, source: string, targets: Target[], EventBusName?: string): Promise<void> {
      await sandbox.clients.events.send(
        new PutRuleCommand({ Name: name, EventBusName, EventPattern: JSON.stringify({ source: [source] }) }),
      );
      await sandbox.clients.events.send(
        new PutTargetsCommand({ Rule: name, EventBusName, Targets: targets }),
      );
    },
    async publish(entry: Partial<PutEventsRequestEntry>): Promise<string> {
      const full = { DetailType: 'T', Detail: '{}', ...entry };
      const answer = await sandbox.clients.events.send(new PutEventsCommand({ Entries: [full] }));
      return answer.Entries?.[0]?.EventId ?? JSON.stringify(answer.Entries?.[0]);
    },
    /** What the runs of an ECHO function received. */
    async received(functionName: string) {
      const lines = await messages(`/aws/lambda/${functionName}`, '"\\"trace\\""');
      return lines.map(
        (line) =>
          JSON.parse(line.split('\t').at(-1) ?? '') as { event: Record<string, unknown>; trace: string },
      );
    },
    async metric(name: string, dimensions: Record<string, string>): Promise<number> {
      const Metric = {
        Namespace: 'AWS/Events',
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      };
      const answer = await sandbox.clients.metrics.send(
        new GetMetricDataCommand({
          StartTime: new Date(Date.now() - 3_600_000),
          EndTime: new Date(Date.now() + 60_000),
          MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
        }),
      );
      return (answer.MetricDataResults?.[0]?.Values ?? []).reduce((sum, value) => sum + value, 0);
    },
  };
}
