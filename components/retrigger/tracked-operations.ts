'use client';
import { useSyncExternalStore } from 'react';

/** An operation that was sent from this tab and is kept reachable until a person closes it. */
export interface TrackedOperation {
  operationId: string;
  /** What was sent, in a few words: "Run of order-poller". */
  label: string;
}

const STORAGE_KEY = 'reprise.operations';
const MOST = 20;
const NONE: readonly TrackedOperation[] = [];
const listeners = new Set<() => void>();
let tracked: readonly TrackedOperation[] | null = null;

function isTracked(value: unknown): value is TrackedOperation {
  const entry = value as Partial<TrackedOperation> | null;
  return typeof entry?.operationId === 'string' && typeof entry.label === 'string';
}

function read(): readonly TrackedOperation[] {
  if (tracked !== null) return tracked;
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '[]');
    tracked = Array.isArray(stored) ? stored.filter(isTracked) : NONE;
  } catch {
    tracked = NONE;
  }
  return tracked;
}

function write(next: readonly TrackedOperation[]): void {
  tracked = next;
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  } catch {
    // storage refused: they are reachable until the page is left
  }
  for (const listener of listeners) listener();
}

export function trackOperation(operation: TrackedOperation): void {
  const others = read().filter((one) => one.operationId !== operation.operationId);
  write([...others, operation].slice(-MOST));
}

export function forgetOperation(operationId: string): void {
  write(read().filter((one) => one.operationId !== operationId));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useTrackedOperations(): readonly TrackedOperation[] {
  return useSyncExternalStore(subscribe, read, () => NONE);
}
