/** Why a sequence of states ended before its time. */
export class Aborted extends Error {
  readonly why: 'stopped' | 'sibling' | 'timeout' | 'shutdown';

  constructor(why: Aborted['why']) {
    super(`aborted: ${why}`);
    this.why = why;
  }
}

/** A signal that ends with its parent's and can end before it; call `release` when it is no longer needed. */
export function childSignal(parent: AbortSignal): {
  signal: AbortSignal;
  abort(reason: Error): void;
  release(): void;
} {
  const controller = new AbortController();
  const follow = () => controller.abort(parent.reason);
  if (parent.aborted) follow();
  else parent.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => parent.removeEventListener('abort', follow),
  };
}

/** What `work` gives, or the signal's reason as soon as it aborts. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
