import { listenByLeader } from './live-by-leader';
import { listenByWorker } from './live-by-worker';
import { type LiveListener, openLiveSource } from './live-source';

/** Listens to the browser's one event stream by what this browser has. Returns what ends it. */
export function listenLive(listener: LiveListener): () => void {
  if (typeof SharedWorker !== 'undefined') return listenByWorker(listener);
  if ('locks' in navigator && typeof BroadcastChannel !== 'undefined') return listenByLeader(listener);
  return openLiveSource(listener);
}
