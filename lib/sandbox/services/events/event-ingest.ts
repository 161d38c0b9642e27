import { randomUUID } from 'node:crypto';
import { entryEvent } from '../../../domain/entry-event.ts';
import type { EventPattern } from '../../../domain/event-pattern/event-pattern.ts';
import { matchesEventPattern } from '../../../domain/event-pattern/matches-event-pattern.ts';
import { parseEventPattern } from '../../../domain/event-pattern/parse-event-pattern.ts';
import { readEvent } from '../../../domain/event-pattern/read-event.ts';
import type { RuleMetricSink, SandboxClock } from '../../service.ts';
import type { BusLog } from './bus-log.ts';
import { busNameOf } from './bus-name-of.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { EventBusRecord, RuleRecord } from './event-bus-record.ts';
import type { EventBusStore } from './event-bus-store.ts';
import type { PublishableEntry } from './event-entry.ts';
import { continueEventTrace } from './event-trace.ts';

const MAX_CACHED_PATTERNS = 2_000;

/** An event as it stands on a bus. */
interface BusEvent {
  eventId: string;
  text: string;
  requestId: string;
  traceHeader: string | undefined;
  /** it came from another bus, and goes to no third one */
  forwarded: boolean;
}

/** Takes events onto buses, finds the rules they match and hands them to the delivery queue. */
export class EventIngest {
  readonly #options: {
    store: EventBusStore;
    queue: DeliveryQueue;
    clock: SandboxClock;
    metrics: RuleMetricSink;
    busLog: BusLog;
    accountId: string;
  };
  readonly #patterns = new Map<string, EventPattern | null>();

  constructor(options: {
    store: EventBusStore;
    queue: DeliveryQueue;
    clock: SandboxClock;
    metrics: RuleMetricSink;
    busLog: BusLog;
    accountId: string;
  }) {
    this.#options = options;
  }

  /** Publishes one entry and returns its event ID; an unknown bus drops it without a word, as on AWS. */
  async publish(region: string, entry: PublishableEntry, requestId: string): Promise<string> {
    const { clock, accountId } = this.#options;
    const eventId = randomUUID();
    const text = entryEvent(entry, { eventId, accountId, region, now: new Date(clock.now()) });
    const bus = this.#options.store.find(region, busNameOf(entry.eventBusName));
    const event = { eventId, text, requestId, traceHeader: entry.traceHeader, forwarded: false };
    if (bus !== undefined) await this.#ingest(bus, event);
    return eventId;
  }

  /** An event that a rule of another bus passes on, whole and under its own ID. */
  async forward(bus: EventBusRecord, eventText: string, traceHeader: string): Promise<string> {
    const { id } = JSON.parse(eventText) as { id?: unknown };
    const eventId = typeof id === 'string' ? id : randomUUID();
    await this.#ingest(bus, {
      eventId,
      text: eventText,
      requestId: randomUUID(),
      traceHeader,
      forwarded: true,
    });
    return eventId;
  }

  async #ingest(bus: EventBusRecord, event: BusEvent): Promise<void> {
    const { store, queue, clock, metrics, busLog } = this.#options;
    const at = { bus, eventId: event.eventId, requestId: event.requestId, eventText: event.text };
    busLog.write(at, 'EVENT_INGEST_SUCCESS', {});
    const read = readEvent(event.text);
    if (!read.ok) throw new Error(`an event that is no JSON: ${read.message}`);
    const matched = store
      .rulesInEffect(bus)
      .filter((rule) => rule.state !== 'DISABLED' && this.#matches(rule, read.event));
    if (matched.length === 0) busLog.write(at, 'NO_STANDARD_RULES_MATCHED', {});
    const ingestionTime = new Date(clock.now()).toISOString();
    for (const rule of matched) {
      const dimensions = { ruleName: rule.name, eventBusName: bus.name };
      metrics.countRule('MatchedEvents', dimensions, clock.now());
      metrics.countRule('TriggeredRules', dimensions, clock.now());
      const deliveries = rule.targets.map((target) => ({
        invocationId: randomUUID(),
        eventId: event.eventId,
        requestId: event.requestId,
        region: bus.region,
        eventBusName: bus.name,
        ruleArn: rule.arn,
        ruleName: rule.name,
        target,
        eventText: event.text,
        ingestionTime,
        traceHeader: continueEventTrace(event.traceHeader, clock.now()),
        forwarded: event.forwarded,
        retryAttempts: 0,
        ageMs: 0,
      }));
      busLog.write(at, 'RULE_MATCH', {
        rule_arn: rule.arn,
        target_arns: deliveries.map(({ target }) => target.Arn),
        invocation_ids: deliveries.map(({ invocationId }) => invocationId),
      });
      for (const delivery of deliveries) await queue.accept(delivery);
    }
  }

  #matches(rule: RuleRecord, event: unknown): boolean {
    let pattern = this.#patterns.get(rule.eventPattern);
    if (pattern === undefined) {
      const parsed = parseEventPattern(rule.eventPattern);
      pattern = parsed.ok ? parsed.pattern : null;
      if (this.#patterns.size >= MAX_CACHED_PATTERNS) this.#patterns.clear();
      this.#patterns.set(rule.eventPattern, pattern);
    }
    return pattern !== null && matchesEventPattern(pattern, event);
  }
}
