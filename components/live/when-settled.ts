const IDLE_AT_LATEST_MS = 2000;

/**
 * Calls back once the page was streamed and taken over: what changes before that would differ from the HTML that is
 * still being taken over. Returns what calls it off.
 */
export function whenSettled(run: () => void): () => void {
  let off = false;
  const settle = () => {
    if (off) return;
    const start = () => {
      if (!off) run();
    };
    if (typeof requestIdleCallback === 'function') requestIdleCallback(start, { timeout: IDLE_AT_LATEST_MS });
    else setTimeout(start, 0);
  };
  if (document.readyState === 'complete') settle();
  else window.addEventListener('load', settle, { once: true });
  return () => {
    off = true;
    window.removeEventListener('load', settle);
  };
}
