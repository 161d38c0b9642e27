import { setTimeout as delay } from 'node:timers/promises';

/** What `look` finds as soon as it finds something; rejects after `withinMs`. */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 25_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`nothing was found within ${withinMs} ms: ${look}`);
    await delay(20);
  }
}
