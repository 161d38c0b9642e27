/** What delivery sees of a state: each change only after the propagation time, as AWS's are eventual. Times are real. */
export class Propagation<T> {
  readonly #former = new Map<string, { untilMs: number; value: T }[]>();
  readonly #now: () => number;
  readonly #delayMs: number;

  constructor(now: () => number, delayMs: number) {
    this.#now = now;
    this.#delayMs = delayMs;
  }

  /** Call with the value that a change is about to replace; the value must not be altered afterwards. */
  changed(key: string, former: T): void {
    if (this.#delayMs === 0) return;
    const kept = this.#kept(key);
    kept.push({ untilMs: this.#now() + this.#delayMs, value: former });
    this.#former.set(key, kept);
  }

  /** The value in effect now, given the one that was set last. */
  inEffect(key: string, current: T): T {
    const [oldest] = this.#kept(key);
    return oldest === undefined ? current : oldest.value;
  }

  /** Keys with a change that is not in effect yet. */
  pendingKeys(): string[] {
    return [...this.#former.keys()].filter((key) => this.#kept(key).length > 0);
  }

  #kept(key: string): { untilMs: number; value: T }[] {
    const all = this.#former.get(key) ?? [];
    const kept = all.filter(({ untilMs }) => untilMs > this.#now());
    if (kept.length === 0) this.#former.delete(key);
    else if (kept.length < all.length) this.#former.set(key, kept);
    return kept;
  }
}
