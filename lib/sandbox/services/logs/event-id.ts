import type { EventPosition } from './log-group.ts';

/** 56 digits that sort as FilterLogEvents orders: timestamp, ingestion time, order of arrival. */
export function eventIdOf({ timestamp, ingestionTime, sequence }: EventPosition): string {
  return `3${digits(timestamp, 14)}${digits(ingestionTime, 14)}${digits(sequence, 27)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
