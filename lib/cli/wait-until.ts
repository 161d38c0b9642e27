const POLL_MS = 100;

/** Polls until `ready` answers true; false when `timeoutMs` passed or `stopped` became true. */
export async function waitUntil(
  ready: () => Promise<boolean>,
  timeoutMs: number,
  stopped: () => boolean = () => false,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !stopped()) {
    if (await ready().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}
