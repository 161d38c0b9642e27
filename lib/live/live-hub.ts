import type { LiveEvent } from '../contract/live-event.ts';

const GATHER_MS = 40;
/** Beyond this a reader is too slow: its stream is ended, and the browser reads everything anew when it reconnects. */
const MAX_QUEUED_CHUNKS = 256;
const MAX_CHAIN_IDS = 500;

/** Fans out what changed to every open event stream of this process. */
export interface LiveHub {
  /** `payload` is the JSON of a LiveEvent, as the database carries it; anything else is dropped. */
  publish(payload: string): void;
  /** A `text/event-stream` body; it ends when the reader cancels, lags or the hub closes. */
  openStream(): ReadableStream<Uint8Array>;
  streamCount(): number;
  /** Ends every stream, and every later one at once. */
  close(): void;
}

interface Reader {
  send(chunk: string): void;
  end(): void;
}

/** Chain events are gathered for 40 ms, so that a burst of hops costs each browser one message. */
export function createLiveHub(options: { heartbeatMs?: number } = {}): LiveHub {
  const { heartbeatMs = 15_000 } = options;
  const readers = new Set<Reader>();
  const chainIds = new Set<string>();
  let gathering: NodeJS.Timeout | null = null;
  let closed = false;

  const sendAll = (event: LiveEvent) => {
    const chunk = `data: ${JSON.stringify(event)}\n\n`;
    for (const reader of [...readers]) reader.send(chunk);
  };
  const flushChains = () => {
    gathering = null;
    const all = [...chainIds];
    chainIds.clear();
    for (let start = 0; start < all.length; start += MAX_CHAIN_IDS) {
      sendAll({ type: 'chains', chainIds: all.slice(start, start + MAX_CHAIN_IDS) });
    }
  };

  const openStream = () => {
    let reader: Reader | null = null;
    const encoder = new TextEncoder();
    return new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const heartbeat = setInterval(() => self.send(': still here\n\n'), heartbeatMs);
          heartbeat.unref();
          const self: Reader = {
            send: (chunk) => {
              if ((controller.desiredSize ?? 0) <= 0) self.end();
              else controller.enqueue(encoder.encode(chunk));
            },
            end: () => {
              clearInterval(heartbeat);
              if (readers.delete(self)) controller.close();
            },
          };
          reader = self;
          readers.add(self);
          self.send('retry: 1000\n\n');
          if (closed) self.end();
        },
        cancel() {
          if (reader && readers.delete(reader)) reader.end();
        },
      },
      { highWaterMark: MAX_QUEUED_CHUNKS },
    );
  };

  return {
    publish(payload) {
      const event = parse(payload);
      if (event === null || closed) return;
      if (event.type !== 'chains') return sendAll(event);
      for (const chainId of event.chainIds) chainIds.add(chainId);
      gathering ??= setTimeout(flushChains, GATHER_MS);
    },
    openStream,
    streamCount: () => readers.size,
    close() {
      closed = true;
      if (gathering) clearTimeout(gathering);
      for (const reader of [...readers]) reader.end();
    },
  };
}

const TYPES: Record<LiveEvent['type'], true> = {
  chains: true,
  operation: true,
  plan: true,
  functions: true,
  events: true,
  rules: true,
  executions: true,
  conditions: true,
  health: true,
};

function parse(payload: string): LiveEvent | null {
  try {
    const event = JSON.parse(payload) as LiveEvent;
    if (!Object.hasOwn(TYPES, event.type)) return null;
    return event.type === 'chains' && !Array.isArray(event.chainIds) ? null : event;
  } catch {
    return null;
  }
}
