/** `off`: switched off by the person; `reconnecting`: polling meanwhile. */
export type LiveStatus = 'connecting' | 'connected' | 'reconnecting' | 'off';

let status: LiveStatus = 'connecting';
const listeners = new Set<() => void>();

/** Whether this tab hears of changes; one per browser tab. */
export const liveStatus = {
  get: (): LiveStatus => status,
  set(next: LiveStatus): void {
    if (next === status) return;
    status = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
