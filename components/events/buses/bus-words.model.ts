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

const FEW = 3;

/** The buses to show before all are asked for: the chosen one, watched ones, and those with most events. */
export function firstBuses(buses: readonly EventBus[], chosen: string): EventBus[] {
  const rank = (bus: EventBus) =>
    (bus.eventBusName === chosen ? 2e9 : 0) + (bus.watched === null ? 0 : 1e9) + bus.eventCount24h;
  const first = new Set([...buses].sort((a, b) => rank(b) - rank(a)).slice(0, FEW));
  return buses.filter((bus) => first.has(bus));
}
