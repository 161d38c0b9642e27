/**
 * The only globalThis: instrumentation, route handlers and pages each get their own copy of every module in one
 * process, and share only this.
 */
const KEY = Symbol.for('reprise.process-singleton');
type Slots = Map<string, unknown>;
const holder = globalThis as typeof globalThis & { [KEY]?: Slots };

function slots(): Slots {
  holder[KEY] ??= new Map();
  return holder[KEY];
}

/** The value stored under `name` in this process, made by `create` on first use. */
export function processSingleton<T>(name: string, create: () => T): T {
  const all = slots();
  if (!all.has(name)) all.set(name, create());
  return all.get(name) as T;
}
