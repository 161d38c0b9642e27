import type { EventPattern } from './event-pattern.ts';

export interface EventPatternWords {
  path: string[];
  /** `detail.status is one of “PENDING”, “QUEUED”` */
  words: string;
}

/** A pattern in plain words, one sentence a field; an `$or` is one sentence. */
export function describeEventPattern(pattern: EventPattern): EventPatternWords[] {
  return pattern.nodes.map((node) => ({ path: [...node.path], words: '' }));
}
