import path from 'node:path';
import type { Deliver } from '../../delivery.ts';
import { jsonResponse, readJsonBody } from '../../json-body.ts';
import { namedByTarget } from '../../named-by-target.ts';
import type { RuleMetricSink, SandboxClock, SandboxService } from '../../service.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { type AppendBusLog, BusLog } from './bus-log.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { EventBusStore } from './event-bus-store.ts';
import { EventIngest } from './event-ingest.ts';
import type { EventsCall } from './events-call.ts';
import * as buses from './operations/event-buses.ts';
import * as permissions from './operations/permissions.ts';
import { putEvents } from './operations/put-events.ts';
import * as rules from './operations/rules.ts';
import * as tags from './operations/tags.ts';
import * as targets from './operations/targets.ts';
import { testEventPattern } from './operations/test-event-pattern.ts';
import { receiveDelivery } from './receive-delivery.ts';

const TARGET_PREFIX = 'AWSEvents.';

type Operation = (call: EventsCall) => unknown;
const OPERATIONS = new Map<string, Operation>(
  Object.entries<Operation>({
    PutEvents: putEvents,
    CreateEventBus: buses.createEventBus,
    UpdateEventBus: buses.updateEventBus,
    DescribeEventBus: buses.describeEventBus,
    ListEventBuses: buses.listEventBuses,
    DeleteEventBus: buses.deleteEventBus,
    PutPermission: permissions.putPermission,
    RemovePermission: permissions.removePermission,
    PutRule: rules.putRule,
    DescribeRule: rules.describeRule,
    ListRules: rules.listRules,
    ListRuleNamesByTarget: rules.listRuleNamesByTarget,
    EnableRule: rules.enableRule,
    DisableRule: rules.disableRule,
    DeleteRule: rules.deleteRule,
    PutTargets: targets.putTargets,
    RemoveTargets: targets.removeTargets,
    ListTargetsByRule: targets.listTargetsByRule,
    TestEventPattern: testEventPattern,
    TagResource: tags.tagResource,
    UntagResource: tags.untagResource,
    ListTagsForResource: tags.listTagsForResource,
  }),
);

/** EventBridge; `receive` takes events of other services and of rules onto a bus. */
export function createEventsService(options: {
  dataDir: string;
  accountId: string;
  clock: SandboxClock;
  faults: EventsCall['faults'];
  metrics: RuleMetricSink;
  deliver: Deliver;
  appendBusLog: AppendBusLog;
  propagationMs: number;
  onError: (error: unknown) => void;
}): SandboxService & { receive: Deliver } {
  const { accountId, clock, faults, metrics, deliver, propagationMs, onError } = options;
  const root = path.resolve(options.dataDir, 'events');
  const store = new EventBusStore({
    folder: path.join(root, 'buses'),
    accountId,
    now: clock.now,
    propagationMs,
  });
  const busLog = new BusLog(options.appendBusLog, clock);
  const around = { deliver, store, metrics, busLog, clock };
  const queue = new DeliveryQueue({
    folder: path.join(root, 'deliveries'),
    clock,
    attempt: (delivery) => attemptDelivery(delivery, around),
    onError,
  });
  const ingest = new EventIngest({ store, queue, clock, metrics, busLog, accountId });
  return {
    signingName: 'events',
    protocol: 'json-1.1',
    receive: (delivery) => receiveDelivery(delivery, { store, ingest, accountId }),
    operationOf: namedByTarget(TARGET_PREFIX, OPERATIONS),
    async handle(name, request) {
      const call = { request, body: readJsonBody(request), store, ingest, clock, faults, accountId };
      return jsonResponse('1.1', (await OPERATIONS.get(name)?.(call)) ?? {});
    },
    listening: () => queue.restore(),
    stop: () => queue.stop(),
  };
}
