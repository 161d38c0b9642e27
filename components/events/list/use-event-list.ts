'use client';
import { createSerializer, useQueryStates } from 'nuqs';
import { type EventListState, eventQueryOf } from './event-filters.model';
import { eventSearchParams } from './event-search-params';

type EventListChange = { [K in keyof EventListState]?: EventListState[K] | null };

const serialize = createSerializer(eventSearchParams, { clearOnDefault: true });

/** The list's state in the URL. Every change but paging and opening goes back to the first page. */
export function useEventList() {
  const [state, setState] = useQueryStates(eventSearchParams, { history: 'push', clearOnDefault: true });
  return {
    state,
    query: eventQueryOf(state),
    change: (next: EventListChange, options: { typing?: boolean } = {}) =>
      void setState({ cursor: null, ...next }, options.typing === true ? { history: 'replace' } : {}),
    showBuses: (buses: boolean) => void setState({ buses }),
    open: (eventKey: string | null) => void setState({ event: eventKey }),
    /** The address of an event beside the list as it is. */
    hrefOf: (eventKey: string) => serialize('/events', { ...state, event: eventKey }),
    reset: () => void setState(NOTHING),
  };
}

const NOTHING: EventListChange = {
  bus: null,
  origin: null,
  caused: null,
  range: null,
  q: null,
  cursor: null,
};
