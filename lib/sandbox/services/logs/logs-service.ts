import type { FaultBoard } from '../../fault-board.ts';
import { jsonResponse, readJsonBody } from '../../json-body.ts';
import type { LogSink, SandboxClock, SandboxService, WireRequest } from '../../service.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { describeLogStreams } from './describe-log-streams.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getLogEvents } from './get-log-events.ts';
import { logGroupOperations } from './log-group-operations.ts';
import { createLogStore } from './log-store.ts';
import type { LogsContext } from './logs-context.ts';
import { putLogEvents } from './put-log-events.ts';
import { startLiveTail } from './start-live-tail.ts';

const TARGET_PREFIX = 'Logs_20140328.';
const MAX_MESSAGE_BYTES = 1_048_576 - 26;
/** Each so-manieth search answers its first page empty with a token, as AWS does now and then. */
const EMPTY_PAGE_EVERY = 16;

type Operation = (context: LogsContext, body: Record<string, unknown>, request: WireRequest) => unknown;

/** CloudWatch Logs; `sink` is how the sandbox's own services write. */
export function createLogsService(options: {
  dataDir: string;
  accountId: string;
  clock: SandboxClock;
  faults: FaultBoard;
  onError: (error: unknown) => void;
  maxEvents?: number;
  maxTextLength?: number;
}): SandboxService & { sink: LogSink } {
  const { accountId, clock, faults } = options;
  const store = createLogStore({
    dataDir: options.dataDir,
    now: clock.now,
    maxEvents: options.maxEvents ?? 500_000,
    maxTextLength: options.maxTextLength ?? 200_000_000,
    onError: options.onError,
  });
  let searches = 0;

  const operations = new Map<string, Operation>(
    Object.entries<Operation>({
      ...logGroupOperations,
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
    operationOf(request) {
      const target = request.headers['x-amz-target'];
      if (typeof target !== 'string' || !target.startsWith(TARGET_PREFIX)) return null;
      const name = target.slice(TARGET_PREFIX.length);
      return operations.has(name) ? name : null;
    },
    async handle(name, request) {
      const context: LogsContext = { store, faults, accountId, region: request.region, now: clock.now };
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
