'use client';
import { useEffect, useEffectEvent } from 'react';
import { matchHotkey } from './hotkeys.model';
import { hotkeysPreference } from './hotkeys-preference';

const SEQUENCE_MS = 1200;
const FIELD = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';
const CONTROL = 'a[href], button, summary, [role="tab"], [role="menuitem"]';

/**
 * Binds keys of the page: `{ j: next, 'g c': goToChains, 'mod+k': openPalette }`. Keys are silent in fields and while
 * a modal dialog is open. A handler that returns `false` leaves the key to the browser.
 */
export function useHotkeys(
  bindings: Record<string, (event: KeyboardEvent) => unknown>,
  { enabled = true, inDialogs = false }: { enabled?: boolean; inDialogs?: boolean } = {},
): void {
  const handle = useEffectEvent((event: KeyboardEvent, pending: string | null): string | null => {
    if (event.defaultPrevented || event.isComposing) return null;
    if (!inDialogs && document.querySelector('dialog:modal') !== null) return null;
    const target = event.target instanceof Element ? event.target : null;
    const match = matchHotkey(
      {
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        shiftKey: event.shiftKey,
        inField: target?.closest(FIELD) != null,
        repeat: event.repeat,
      },
      pending,
      Object.keys(bindings),
      { singleKeys: hotkeysPreference.get() === 'on', onControl: target?.closest(CONTROL) != null },
    );
    if (match.binding !== null && bindings[match.binding]?.(event) !== false) event.preventDefault();
    return match.pending;
  });

  useEffect(() => {
    if (!enabled) return;
    let pending: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      clearTimeout(timer);
      pending = handle(event, pending);
      if (pending !== null) {
        timer = setTimeout(() => {
          pending = null;
        }, SEQUENCE_MS);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [enabled]);
}
