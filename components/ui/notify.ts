'use client';

export interface Notice {
  tone: 'success' | 'error' | 'info';
  title: string;
  description?: string;
  action?: { label: string; onClick: () => void };
  /** Stays until closed. */
  sticky?: boolean;
  /** The same id replaces the notice before it. */
  id?: string;
}

let deliver: ((notice: Notice) => void) | null = null;
const waiting: Notice[] = [];
const arrivals = new Set<() => void>();

/** Shows a toast; the toaster itself is loaded with the first one. */
export function notify(notice: Notice): void {
  if (deliver !== null) {
    deliver(notice);
    return;
  }
  waiting.push(notice);
  for (const arrived of arrivals) arrived();
}

/** Called once the toaster is there: it takes what waited. */
export function deliverNotices(to: (notice: Notice) => void): () => void {
  deliver = to;
  for (const notice of waiting.splice(0)) to(notice);
  return () => {
    deliver = null;
  };
}

/** Calls back when a notice waits for a toaster. */
export function onNotice(arrived: () => void): () => void {
  arrivals.add(arrived);
  return () => {
    arrivals.delete(arrived);
  };
}
