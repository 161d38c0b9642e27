const LOOK_EVERY_MS = 50;
/** A part of the page that never comes must not keep the rest from living. */
const AT_LATEST_MS = 10_000;

/**
 * Calls back once the page was streamed and every seeded part of it was taken over: what changes before that would
 * differ from the HTML that is still being taken over. Returns what calls it off.
 */
export function whenSettled(run: () => void): () => void {
  const since = Date.now();
  const look = () => {
    const streamed = document.readyState === 'complete';
    const settled = streamed && document.querySelector('[data-seeding]') === null;
    if (!settled && Date.now() - since < AT_LATEST_MS) return;
    clearInterval(timer);
    run();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
