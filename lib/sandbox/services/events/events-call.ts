import type { FaultBoard } from '../../fault-board.ts';
import { AwsError, type SandboxClock, type WireRequest } from '../../service.ts';
import { busNameOf } from './bus-name-of.ts';
import type { EventBusRecord, RuleRecord } from './event-bus-record.ts';
import type { EventBusStore } from './event-bus-store.ts';
import type { EventIngest } from './event-ingest.ts';

/** One request to EventBridge and what the operations work on. */
export interface EventsCall {
  request: WireRequest;
  body: Record<string, unknown>;
  store: EventBusStore;
  ingest: EventIngest;
  clock: SandboxClock;
  faults: Pick<FaultBoard, 'failsEntry'>;
  accountId: string;
}

/** The bus of that name or ARN; ResourceNotFoundException where there is none. */
export function requireBus(call: EventsCall, nameOrArn: string | undefined): EventBusRecord {
  const name = busNameOf(nameOrArn);
  const bus = call.store.find(call.request.region, name);
  if (bus === undefined) throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  return bus;
}

/** The rule of that name; ResourceNotFoundException where there is none. */
export function requireRule(call: EventsCall, bus: EventBusRecord, name: string): RuleRecord {
  const rule = call.store.rule(bus, name);
  if (rule === undefined) {
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${bus.name}.`);
  }
  return rule;
}

/** Rules of AWS services change only with `Force`. */
export function refuseManaged(rule: RuleRecord, force: boolean): void {
  if (rule.managedBy === null || force) return;
  throw new AwsError(
    'ManagedRuleException',
    `Rule ${rule.name} is managed by ${rule.managedBy} and can only be changed with Force.`,
  );
}
