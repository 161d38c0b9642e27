import type { EventPath } from '../../contract/event.ts';
import type { EventDetailRow } from '../../store/store-events.ts';
import type { TargetReadiness } from '../publish/target-readiness.ts';
import type { RecentReads } from '../rules/recent-reads.ts';
import type { RuleWithTargets } from '../rules/rules-of-bus.ts';
import type { ServiceContext } from '../service-context.ts';

/** What is known of the event whose way is walked. */
export interface WalkedEvent {
  /** As the store has it; null where only a run names its ID. */
  row: EventDetailRow | null;
  eventId: string | null;
  /** The whole event, read; null where its content is not known. */
  content: Record<string, unknown> | null;
  eventBusName: string | null;
  at: Date;
  /** The function that published it: it judges where the content is not known. */
  publishedBy: { functionName: string; functionArn: string | null; requestId: string } | null;
}

/** A walk along an event's way: each step reads on, and leaves to the next what it found. */
export interface Walk {
  context: Pick<ServiceContext, 'aws' | 'store'>;
  reads: RecentReads;
  event: WalkedEvent;
  /** The rules that carry it, as far as they are known. */
  carriers: RuleWithTargets[];
  targets: (TargetReadiness & { rule: RuleWithTargets })[];
}

type Step = EventPath['steps'][number];
export interface Finding {
  status: Exclude<Step['status'], 'not-reached'>;
  message: string;
  evidence: string | null;
  fixes?: EventPath['fixes'];
}

export function ok(message: string, evidence: string | null = null): Finding {
  return { status: 'ok', message, evidence };
}

export function unknown(message: string, evidence: string | null = null): Finding {
  return { status: 'unknown', message, evidence };
}

export function broken(message: string, evidence: string | null, fixes: EventPath['fixes'] = []): Finding {
  return { status: 'broken', message, evidence, fixes };
}

/** Opens the form with the event, where it is one that the store knows. */
export function publishAgain({ row }: WalkedEvent): EventPath['fixes'] {
  if (row === null) return [];
  return [{ label: 'Publish it again', fix: { kind: 'publish-again', eventKey: row.eventKey } }];
}

export function editRule({ eventBusName, ruleName }: RuleWithTargets): EventPath['fixes'][number] {
  return { label: `Edit rule ${ruleName}`, fix: { kind: 'edit-rule', eventBusName, ruleName } };
}
