import type { LiveListener } from './live-source';
import type { LiveWorkerMessage } from './live-worker';

/** Listens through the browser's shared worker. */
export function listenByWorker({ onEvent, onConnected }: LiveListener): () => void {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    name: 'reprise-live',
    type: 'module',
  });
  worker.onerror = () => onConnected(false);
  worker.port.onmessage = (message: MessageEvent<LiveWorkerMessage>) => {
    if ('event' in message.data) onEvent(message.data.event);
    else onConnected(message.data.connected);
  };
  worker.port.postMessage('join');
  return () => {
    worker.port.postMessage('leave');
    worker.port.close();
  };
}
