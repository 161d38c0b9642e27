'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import type { LogLineDto } from '@/lib/contract/hop';
import type { ProblemText } from '@/lib/contract/operation';

export type LiveTail = 'off' | 'connecting' | 'on' | 'ended';

function parsed<T>(event: Event): T | null {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as T;
  } catch {
    return null;
  }
}

/**
 * Follows a running hop's log while `enabled`: every connection starts at its first line, so the first batch after
 * (re)connecting replaces what was there. Batches are handed over once per frame.
 */
export function useLiveTail(
  hopId: string,
  enabled: boolean,
  onLines: (lines: LogLineDto[], fromStart: boolean) => void,
  onProblem: (problem: ProblemText) => void,
): LiveTail {
  const [state, setState] = useState<LiveTail>('off');
  const deliver = useEffectEvent(onLines);
  const refuse = useEffectEvent(onProblem);
  useEffect(() => {
    if (!enabled) {
      setState('off');
      return;
    }
    setState('connecting');
    const stream = new EventSource(`/api/v1/hops/${encodeURIComponent(hopId)}/logs/live`);
    let waiting: LogLineDto[] = [];
    let fromStart = true;
    let frame = 0;
    const flush = () => {
      frame = 0;
      const lines = waiting;
      waiting = [];
      if (lines.length === 0) return;
      deliver(lines, fromStart);
      fromStart = false;
    };
    stream.addEventListener('open', () => {
      waiting = [];
      fromStart = true;
      setState('on');
    });
    stream.addEventListener('lines', (event) => {
      waiting.push(...(parsed<LogLineDto[]>(event) ?? []));
      if (frame === 0) frame = requestAnimationFrame(flush);
    });
    stream.addEventListener('problem', (event) => {
      const problem = parsed<ProblemText>(event);
      if (problem !== null) refuse(problem);
    });
    stream.addEventListener('end', () => {
      flush();
      stream.close();
      setState('ended');
    });
    stream.addEventListener('error', () => {
      setState(stream.readyState === EventSource.CLOSED ? 'ended' : 'connecting');
    });
    return () => {
      stream.close();
      cancelAnimationFrame(frame);
    };
  }, [hopId, enabled]);
  return state;
}
