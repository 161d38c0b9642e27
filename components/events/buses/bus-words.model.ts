import type { EventBus } from '@/lib/contract/event';

/** Whether a bus is watched and by what, in a word and in a sentence. */
export function watchWords({ watched }: Pick<EventBus, 'watched'>): { word: string; detail: string } {
  if (watched === null) {
    return {
      word: 'not watched',
      detail: 'Only events that this dashboard publishes are known; watching costs log storage.',
    };
  }
  const by =
    watched.method === 'bus-logging'
      ? 'the bus’s own logging'
      : watched.ruleName === null
        ? 'a rule'
        : `the rule ${watched.ruleName}`;
  return { word: 'watched', detail: `By ${by}, into ${watched.logGroupName}` };
}
