/** Collects keys and runs at once, then at most once per `everyMs`, each key once. */
export function throttledKeys(run: (keys: (readonly unknown[])[]) => void, everyMs: number) {
  let waiting = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    timer = undefined;
    if (waiting.size === 0) return;
    const keys = [...waiting.values()];
    waiting = new Map();
    timer = setTimeout(flush, everyMs);
    run(keys);
  }

  return {
    add(keys: readonly (readonly unknown[])[]): void {
      for (const key of keys) waiting.set(JSON.stringify(key), key);
      if (timer === undefined) flush();
    },
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
      waiting = new Map();
    },
  };
}
