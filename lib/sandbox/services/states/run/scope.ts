import { setMaxListeners } from 'node:events';

/** Why a sequence of states ended before its time. */
export class Aborted extends Error {
  readonly why: 'stopped' | 'sibling' | 'timeout' | 'shutdown';

  constructor(why: Aborted['why']) {
    super(`aborted: ${why}`);
    this.why = why;
  }
}

/** A controller whose signal many may wait for: all iterations of a Map do. */
export function sharedController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** A signal that ends with its parent's and can end before it; call `release` when it is no longer needed. */
export function childSignal(parent: AbortSignal): {
  signal: AbortSignal;
  abort(reason: Error): void;
  release(): void;
} {
  const controller = sharedController();
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
