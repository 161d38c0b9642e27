'use client';
import { useSyncExternalStore } from 'react';

const CHANGED = 'reprise:preference';

/** Safari in private mode and embedded views refuse storage: the preference then lasts for the page. */
const fallback = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? fallback.get(key) ?? null;
  } catch {
    return fallback.get(key) ?? null;
  }
}

/** A choice of this browser, one of `values`, the first being the default; all tabs follow it. */
export function definePreference<const V extends string>(key: string, values: readonly [V, ...V[]]) {
  const storageKey = `reprise.${key}`;
  const get = (): V => {
    const stored = read(storageKey);
    return values.find((value) => value === stored) ?? values[0];
  };
  const set = (value: V): void => {
    try {
      localStorage.setItem(storageKey, value);
    } catch {
      fallback.set(storageKey, value);
    }
    window.dispatchEvent(new Event(CHANGED));
  };
  const subscribe = (onChange: () => void): (() => void) => {
    window.addEventListener(CHANGED, onChange);
    window.addEventListener('storage', onChange);
    return () => {
      window.removeEventListener(CHANGED, onChange);
      window.removeEventListener('storage', onChange);
    };
  };
  return {
    get,
    set,
    subscribe,
    values,
    use: (): V => useSyncExternalStore(subscribe, get, () => values[0]),
  };
}
