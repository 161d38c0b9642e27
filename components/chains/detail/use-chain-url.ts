'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type ChainUrl, parseChainUrl, writeChainUrl } from './chain-url.model';

/** Browsers limit how often an address may change; a held-down key would pass that. */
const WRITE_AFTER_MS = 150;

/** The page's choices, at once for the page and a moment later in the address. */
export function useChainUrl(): [ChainUrl, (change: Partial<ChainUrl>) => void] {
  const search = useSearchParams().toString();
  const [url, setUrl] = useState(() => parseChainUrl(search));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef(search);

  useEffect(() => {
    if (written.current === search) return;
    written.current = search;
    setUrl(parseChainUrl(search));
  }, [search]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = useCallback((part: Partial<ChainUrl>) => {
    setUrl((was) => {
      const next = { ...was, ...part };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const text = writeChainUrl(window.location.search, next);
        written.current = text.slice(1);
        window.history.replaceState(null, '', `${window.location.pathname}${text}`);
      }, WRITE_AFTER_MS);
      return next;
    });
  }, []);
  return [url, change];
}
