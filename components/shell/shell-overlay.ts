'use client';
import { useSyncExternalStore } from 'react';

export type ShellOverlay = 'palette' | 'keys' | null;

let current: ShellOverlay = null;
const listeners = new Set<() => void>();

export function openOverlay(overlay: ShellOverlay): void {
  current = overlay;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Which overlay of the shell is open: the palette, the sheet of keys, or none. */
export function useShellOverlay(): ShellOverlay {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
}
