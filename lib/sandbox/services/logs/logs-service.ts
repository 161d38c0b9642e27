import { randomUUID } from 'node:crypto';
import type { Deliver } from '../../delivery.ts';
import type { FaultBoard } from '../../fault-board.ts';
import { jsonResponse, readJsonBody } from '../../json-body.ts';
import { namedByTarget } from '../../named-by-target.ts';
import type { LogSink, SandboxClock, SandboxService, WireRequest } from '../../service.ts';
import { deliveryOperations } from './delivery-operations.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { describeLogStreams } from './describe-log-streams.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getLogEvents } from './get-log-events.ts';
import { LogDeliveries } from './log-deliveries.ts';
import { logGroupOperations } from './log-group-operations.ts';
import { createLogStore } from './log-store.ts';
import type { LogsContext } from './logs-context.ts';
import { putLogEvents } from './put-log-events.ts';
import { receiveDelivery } from './receive-delivery.ts';
import { ResourcePolicies } from './resource-policies.ts';
import { resourcePolicyOperations } from './resource-policy-operations.ts';
import { startLiveTail } from './start-live-tail.ts';

const TARGET_PREFIX = 'Logs_20140328.';
/** Where EventBridge writes the logs of buses. */
const SERVICE_LOG_STREAM = 'EventBridgeEventBusLogs';
const MAX_MESSAGE_BYTES = 1_048_576 - 26;
/** Each so-manieth search answers its first page empty with a token, as AWS does now and then. */
const EMPTY_PAGE_EVERY = 16;

/** Writes a line of a service's own log to the log groups that deliveries connect the resource with. */
type AppendServiceLog = (resourceArn: string, logType: string, message: string, atMs: number) => void;

type Operation = (context: LogsContext, body: Record<string, unknown>, request: WireRequest) => unknown;

/** CloudWatch Logs; `sink` is how the sandbox's own services write. */
export function createLogsService(options: {
  dataDir: string;
  accountId: string;
  clock: SandboxClock;
  faults: FaultBoard;
  onError: (error: unknown) => void;
  /** when changes of resource policies take effect for other services; 0 where not given */
  propagationMs?: number;
  maxEvents?: number;
  maxTextLength?: number;
}): SandboxService & { sink: LogSink; receive: Deliver; appendServiceLog: AppendServiceLog } {
  const { accountId, clock, faults } = options;
  const store = createLogStore({
    dataDir: options.dataDir,
    now: clock.now,
    maxEvents: options.maxEvents ?? 500_000,
    maxTextLength: options.maxTextLength ?? 200_000_000,
    onError: options.onError,
  });
  const policies = new ResourcePolicies({
    dataDir: options.dataDir,
    now: clock.now,
    propagationMs: options.propagationMs ?? 0,
  });
  const deliveries = new LogDeliveries(options.dataDir);
  // services write to streams of their own
  const logStreamName = randomUUID();
  let searches = 0;

  const operations = new Map<string, Operation>(
    Object.entries<Operation>({
      ...logGroupOperations,
      ...deliveryOperations,
      ...resourcePolicyOperations,
      PutLogEvents: putLogEvents,
      DescribeLogGroups: describeLogGroups,
      DescribeLogStreams: describeLogStreams,
      GetLogEvents: getLogEvents,
      StartLiveTail: startLiveTail,
      FilterLogEvents(context, body) {
        const fresh = body.nextToken === undefined || body.nextToken === null;
        if (fresh) searches += 1;
        return filterLogEvents(context, body, fresh && searches % EMPTY_PAGE_EVERY === 0);
      },
    }),
  );

  const sink: LogSink = {
    append(logGroupName, logStreamName, events) {
      const group = store.groups.get(logGroupName) ?? store.createGroup(logGroupName);
      const stream = group.streams.get(logStreamName) ?? store.createStream(group, logStreamName);
      const lateMs = faults.onDelivery('late', logGroupName)?.delayMs ?? 0;
      const written = events.filter((event) => event.message !== '').map(fit);
      store.append(group, stream, written, lateMs);
    },
  };

  return {
    signingName: 'logs',
    protocol: 'json-1.1',
    sink,
    receive: (delivery) =>
      receiveDelivery(delivery, { store, sink, policies, accountId, logStreamName, now: clock.now }),
    appendServiceLog(resourceArn, logType, message, atMs) {
      for (const logGroupName of deliveries.logGroupsOf(resourceArn, logType)) {
        // a deleted group stays deleted
        if (!store.groups.has(logGroupName)) continue;
        sink.append(logGroupName, SERVICE_LOG_STREAM, [{ timestamp: atMs, message }]);
      }
    },
    operationOf: namedByTarget(TARGET_PREFIX, operations),
    async handle(name, request) {
      const { region } = request;
      const context: LogsContext = { store, policies, deliveries, faults, accountId, region, now: clock.now };
      const output = await operations.get(name)?.(context, readJsonBody(request), request);
      if (name === 'StartLiveTail') return undefined;
      if (output === undefined)
        return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: '' };
      return jsonResponse('1.1', output);
    },
    start: () => store.load(),
    stop: () => store.flush(),
  };
}

/** A message above CloudWatch's limit is cut to it, on a character's boundary. */
function fit(event: { timestamp: number; message: string }): { timestamp: number; message: string } {
  if (event.message.length * 3 <= MAX_MESSAGE_BYTES || Buffer.byteLength(event.message) <= MAX_MESSAGE_BYTES)
    return event;
  const bytes = Buffer.from(event.message).subarray(0, MAX_MESSAGE_BYTES);
  return { ...event, message: bytes.toString().replace(/\ufffd+$/, '') };
}
