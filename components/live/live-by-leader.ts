import type { LiveEvent } from '@/lib/contract/live-event';
import { type LiveListener, openLiveSource } from './live-source';

type Broadcast = { event: LiveEvent } | { connected: boolean } | 'who-leads';

/** Where shared workers are missing: one visible tab holds the stream and tells the others. */
export function listenByLeader({ onEvent, onConnected }: LiveListener): () => void {
  const channel = new BroadcastChannel('reprise-live');
  const aborted = new AbortController();
  let leading = false;
  let connected = false;

  channel.onmessage = (message: MessageEvent<Broadcast>) => {
    if (message.data === 'who-leads') {
      if (leading) channel.postMessage({ connected } satisfies Broadcast);
    } else if ('event' in message.data) onEvent(message.data.event);
    else onConnected(message.data.connected);
  };
  channel.postMessage('who-leads' satisfies Broadcast);

  navigator.locks
    .request('reprise-live', { signal: aborted.signal }, async () => {
      leading = true;
      const close = openLiveSource({
        onEvent: (event) => {
          onEvent(event);
          channel.postMessage({ event } satisfies Broadcast);
        },
        onConnected: (now) => {
          connected = now;
          onConnected(now);
          channel.postMessage({ connected } satisfies Broadcast);
        },
      });
      await new Promise<void>((resolve) => release.push(resolve));
      close();
    })
    .catch(() => {
      // the wait for the lock was given up
    });
  const release: (() => void)[] = [];

  return () => {
    if (!leading) aborted.abort();
    for (const resolve of release) resolve();
    channel.close();
  };
}
