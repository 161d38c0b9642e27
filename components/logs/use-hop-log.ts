'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { fetchJson, problemFrom } from '@/components/live/fetch-json';
import type { HopLogs, LogLineDto } from '@/lib/contract/hop';
import type { ProblemText } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';
import { appendLog, EMPTY_LOG, type LogBuffer } from './log-buffer.model';
import { useLiveTail } from './use-live-tail';

/** Where the lines on screen come from. */
type LogSource = 'stored' | 'cloudwatch' | 'live';

const NO_LINES: readonly LogLineDto[] = [];

/** The stored tail at once; all of it from CloudWatch, or live while the hop runs, on demand. */
export function useHopLog(hopId: string, running: boolean) {
  const path = `/api/v1/hops/${encodeURIComponent(hopId)}/logs`;
  const stored = useQuery({
    queryKey: queryKeys.hops.logs(hopId),
    queryFn: ({ signal }) => fetchJson<HopLogs>(path, signal),
  });
  const [source, setSource] = useState<LogSource>('stored');
  const [read, setRead] = useState<LogBuffer>(EMPTY_LOG);
  const [pages, setPages] = useState<number | null>(null);
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const [wantsLive, setWantsLive] = useState(true);
  const loading = useRef<AbortController>(null);
  useEffect(() => () => loading.current?.abort(), []);

  const live = useLiveTail(
    hopId,
    wantsLive && pages === null && (running || source === 'live'),
    (lines, fromStart) => {
      setSource('live');
      setRead((was) => appendLog(fromStart ? EMPTY_LOG : was, lines));
    },
    setProblem,
  );

  const loadAll = async () => {
    loading.current?.abort();
    const control = new AbortController();
    loading.current = control;
    setProblem(null);
    setPages(0);
    try {
      let cursor: string | null = null;
      let buffer = EMPTY_LOG;
      for (let page = 1; ; page++) {
        const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const answer: HopLogs = await fetchJson<HopLogs>(`${path}?source=cloudwatch${query}`, control.signal);
        if (control.signal.aborted) return;
        buffer = appendLog(buffer, answer.lines);
        setRead(buffer);
        setSource('cloudwatch');
        setPages(page);
        cursor = answer.nextCursor;
        if (cursor === null) break;
      }
      setPages(null);
    } catch (error) {
      if (control.signal.aborted) return;
      setProblem(problemFrom(error));
      setPages(null);
    }
  };

  return {
    lines: source === 'stored' ? (stored.data?.lines ?? NO_LINES) : read.lines,
    dropped: source === 'stored' ? 0 : read.dropped,
    source,
    truncated: source === 'stored' && stored.data?.truncated === true,
    reading: stored.isPending,
    /** pages read so far while "load all" is under way */
    pages,
    problem: problem ?? (stored.isError ? problemFrom(stored.error) : null),
    live,
    setLive: (on: boolean) => {
      setProblem(null);
      setWantsLive(on);
    },
    loadAll,
    stopLoading: () => {
      loading.current?.abort();
      setPages(null);
    },
  };
}
