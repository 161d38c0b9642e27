import type { RecordedEvents } from '@/lib/contract/event';
import type { EventPattern } from '@/lib/domain/event-pattern/event-pattern';
import { isEventObject } from '@/lib/domain/event-pattern/event-value';
import {
  type EventPatternFailure,
  explainEventPattern,
} from '@/lib/domain/event-pattern/explain-event-pattern';
import { matchesEventPattern } from '@/lib/domain/event-pattern/matches-event-pattern';
import { readEvent } from '@/lib/domain/event-pattern/read-event';
import { fieldPathText } from './field-path.model';

export interface KnownEvent {
  eventId: string;
  at: string;
  text: string;
  event: unknown;
  source: string;
  detailType: string;
}

export interface KnownEvents {
  events: KnownEvent[];
  truncated: boolean;
  watched: boolean;
  /** Every field that one of them has, as one types it. */
  fields: string[];
}

interface PatternPreview {
  matchCount: number;
  matches: KnownEvent[];
  /** Those that came closest, the closest first. */
  nearMisses: { event: KnownEvent; failures: EventPatternFailure[] }[];
}

const EXAMPLES = 5;
const FIELDS_AT_MOST = 200;
const DEEPEST = 8;

/** Recorded events, parsed; one that is not JSON is left out. */
export function knownEvents({ items, truncated, watched }: RecordedEvents): KnownEvents {
  const events = items.flatMap(({ eventId, at, event: text }) => {
    const read = readEvent(text);
    if (!read.ok || !isEventObject(read.event)) return [];
    const { event } = read;
    return [{ eventId, at, text, event, source: word(event.source), detailType: word(event['detail-type']) }];
  });
  const fields = new Set<string>();
  for (const { event } of events) collectFields(event, [], fields);
  return { events, truncated, watched, fields: [...fields].sort() };
}

/** How many of the events match, with examples of those that do and of those that nearly do. */
export function previewPattern(pattern: EventPattern, events: readonly KnownEvent[]): PatternPreview {
  const matches: KnownEvent[] = [];
  const others: KnownEvent[] = [];
  for (const known of events) (matchesEventPattern(pattern, known.event) ? matches : others).push(known);
  const nearMisses = others
    .map((event) => ({ event, failures: explainEventPattern(pattern, event.event).failures }))
    .sort((a, b) => a.failures.length - b.failures.length);
  return {
    matchCount: matches.length,
    matches: matches.slice(0, EXAMPLES),
    nearMisses: nearMisses.slice(0, EXAMPLES),
  };
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function collectFields(value: unknown, path: readonly string[], fields: Set<string>): void {
  if (fields.size >= FIELDS_AT_MOST) return;
  if (!isEventObject(value) || path.length >= DEEPEST) {
    if (path.length > 0) fields.add(fieldPathText(path));
    return;
  }
  for (const [name, below] of Object.entries(value)) collectFields(below, [...path, name], fields);
}
