'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { eventDetailOptions } from '@/components/live/event-query-options';
import { fetchJson } from '@/components/live/fetch-json';
import { operationOptions } from '@/components/retrigger/operation-query-options';
import type { EventEntry } from '@/lib/contract/event';
import type { HopDetail } from '@/lib/contract/hop';
import { queryKeys } from '@/lib/contract/query-keys';
import { entriesToRetry, entryOfPayload } from './prefill.model';

/** What the form begins with. */
export interface PublishStart {
  /** Empty: one empty entry. */
  entries: EventEntry[];
  eventBusName: string | null;
  /** The hop whose chain the events can continue. */
  hop: { hopId: string; functionName: string; chainId: string } | null;
  continues: boolean;
}

interface Asked {
  event: string | null;
  hop: string | null;
  bus: string | null;
  retry: string | null;
}

/** Reads what the address names: an event, a hop with the event that ran it, or the failed entries of an operation. */
export function usePrefill(asked: Asked): {
  start: PublishStart | null;
  error: Error | null;
  reading: boolean;
  retry: () => void;
} {
  const hop = useQuery({
    queryKey: queryKeys.hops.detail(asked.hop ?? ''),
    queryFn: ({ signal }) =>
      fetchJson<HopDetail>(`/api/v1/hops/${encodeURIComponent(asked.hop ?? '')}`, signal),
    enabled: asked.hop !== null,
  });
  const eventKey = asked.event ?? hop.data?.event?.eventId ?? null;
  const event = useQuery({ ...eventDetailOptions(eventKey ?? ''), enabled: eventKey !== null });
  const operation = useQuery({ ...operationOptions(asked.retry ?? ''), enabled: asked.retry !== null });
  // as it was first read: a live update must not change the text under the editor
  const [opened, setOpened] = useState<{ of: string; start: PublishStart } | null>(null);
  const of = JSON.stringify(asked);
  const needed = [
    asked.hop === null ? null : hop,
    asked.event === null ? null : event,
    asked.retry === null ? null : operation,
  ];
  const queries = needed.filter((query) => query !== null);
  const settled =
    queries.every((query) => query.data !== undefined) && (eventKey === null || !event.isLoading);
  let start = opened?.of === of ? opened.start : null;
  if (start === null && settled) {
    start = startOf();
    setOpened({ of, start });
  }

  function startOf(): PublishStart {
    const cause = event.data?.causeHop ?? event.data?.causedHops[0] ?? null;
    const continued = hop.data ?? cause;
    const payload = hop.data?.payload ?? null;
    const bus = hop.data?.event?.eventBusName ?? 'default';
    const fromPayload = payload === null ? null : entryOfPayload(payload.text, bus);
    const entries =
      operation.data?.entries != null
        ? entriesToRetry(operation.data.entries)
        : event.data !== undefined
          ? [{ ...event.data.entry, ...(event.data.operationId === null ? { time: null } : {}) }]
          : fromPayload === null
            ? []
            : [fromPayload];
    return {
      entries,
      eventBusName: asked.bus,
      hop:
        continued === null
          ? null
          : { hopId: continued.hopId, functionName: continued.functionName, chainId: continued.chainId },
      continues: asked.hop !== null,
    };
  }

  return {
    start,
    error: start === null ? (queries.find((query) => query.isError)?.error ?? null) : null,
    reading: queries.some((query) => query.isFetching),
    retry: () => {
      for (const query of queries) if (query.isError) void query.refetch();
    },
  };
}
