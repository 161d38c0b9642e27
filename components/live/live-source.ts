import type { LiveEvent } from '@/lib/contract/live-event';

export interface LiveListener {
  onEvent: (event: LiveEvent) => void;
  onConnected: (connected: boolean) => void;
}

const RETRY_FIRST_MS = 1000;
const RETRY_LAST_MS = 15_000;

/** The event stream itself: reconnects by itself, slower each time. Returns what closes it. */
export function openLiveSource({ onEvent, onConnected }: LiveListener): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = RETRY_FIRST_MS;
  let closed = false;

  function connect(): void {
    const opened = new EventSource('/api/live');
    source = opened;
    opened.onopen = () => {
      retryMs = RETRY_FIRST_MS;
      onConnected(true);
    };
    opened.onmessage = (message: MessageEvent<string>) => {
      try {
        onEvent(JSON.parse(message.data) as LiveEvent);
      } catch {
        // a half-written frame says nothing; the next one or the reconnect does
      }
    };
    opened.onerror = () => {
      opened.close();
      if (closed) return;
      onConnected(false);
      timer = setTimeout(connect, retryMs);
      retryMs = Math.min(RETRY_LAST_MS, retryMs * 2);
    };
  }

  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
}
