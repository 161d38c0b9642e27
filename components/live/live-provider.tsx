'use client';
import { type Query, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { LiveEvent } from '@/lib/contract/live-event';
import { listenLive } from './listen-live';
import { invalidationOf } from './live-invalidation.model';
import { livePreference } from './live-preference';
import { liveStatus } from './live-status';
import { throttledKeys } from './throttled-keys';
import { whenSettled } from './when-settled';

const LISTS_EVERY_MS = 1000;
const POLL_MS = 5000;

/** Logs read on demand cost AWS calls: nobody reads them again but the person. */
const rereadable = (query: Query) => query.queryKey[1] !== 'logs';

const subscribeVisibility = (onChange: () => void) => {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
};
const isVisible = () => document.visibilityState === 'visible';

/**
 * Turns what the event stream says into reads: open details at once, lists about once a second. A hidden tab listens
 * to nothing and reads again when it is seen; while the stream is away, what is shown is polled.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const wanted = livePreference.use() === 'on';
  const visible = useSyncExternalStore(subscribeVisibility, isVisible, () => false);

  useEffect(() => {
    if (!wanted) {
      liveStatus.set('off');
      return;
    }
    if (!visible) return;
    const lists = throttledKeys((keys) => {
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    }, LISTS_EVERY_MS);
    const onEvent = (event: LiveEvent) => {
      const stale = invalidationOf(event);
      for (const queryKey of stale.now) void client.invalidateQueries({ queryKey });
      if (stale.hopsOfChains.length > 0) {
        const chains = new Set(stale.hopsOfChains);
        void client.invalidateQueries({
          queryKey: ['hops', 'detail'],
          predicate: (query) =>
            chains.has((query.state.data as { chainId?: string } | undefined)?.chainId ?? ''),
        });
      }
      lists.add(stale.soon);
    };
    const onConnected = (connected: boolean) => {
      liveStatus.set(connected ? 'connected' : 'reconnecting');
      // what changed while nobody listened
      if (connected) void client.invalidateQueries({ predicate: rereadable });
    };
    liveStatus.set('connecting');
    let stop = () => {};
    const callOff = whenSettled(() => {
      stop = listenLive({ onEvent, onConnected });
    });
    const poll = setInterval(() => {
      if (liveStatus.get() === 'reconnecting') void client.invalidateQueries({ predicate: rereadable });
    }, POLL_MS);
    return () => {
      callOff();
      stop();
      lists.stop();
      clearInterval(poll);
    };
  }, [client, wanted, visible]);

  return children;
}
