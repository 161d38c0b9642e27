import type { LiveEvent } from '@/lib/contract/live-event';
import { openLiveSource } from './live-source';

/** From the worker to a tab. */
export type LiveWorkerMessage = { event: LiveEvent } | { connected: boolean };

/** Holds the one stream of this browser while a tab listens. */
const ports = new Set<MessagePort>();
let close: (() => void) | null = null;
let connected = false;

function broadcast(message: LiveWorkerMessage): void {
  for (const port of ports) port.postMessage(message);
}

function join(port: MessagePort): void {
  ports.add(port);
  close ??= openLiveSource({
    onEvent: (event) => broadcast({ event }),
    onConnected: (now) => {
      connected = now;
      broadcast({ connected });
    },
  });
  if (connected) port.postMessage({ connected } satisfies LiveWorkerMessage);
}

function leave(port: MessagePort): void {
  ports.delete(port);
  if (ports.size > 0) return;
  close?.();
  close = null;
  connected = false;
}

self.addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0];
  if (port === undefined) return;
  port.onmessage = (message: MessageEvent<'join' | 'leave'>) =>
    message.data === 'join' ? join(port) : leave(port);
});
