'use client';
import { useSyncExternalStore } from 'react';

const TICK_MS = 1000;
let nowMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  if (document.hidden) return;
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  if (timer === undefined) {
    timer = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', tick);
  }
  return () => {
    listeners.delete(onChange);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    nowMs = 0;
    document.removeEventListener('visibilitychange', tick);
  };
}

function snapshot(): number {
  if (nowMs === 0) nowMs = Date.now();
  return nowMs;
}

const noSubscription = () => () => {};

/** The clock of this browser in ms, one tick a second for all; null while the server renders. */
export function useNow(live = true): number | null {
  return useSyncExternalStore<number | null>(live ? subscribe : noSubscription, snapshot, () => null);
}
