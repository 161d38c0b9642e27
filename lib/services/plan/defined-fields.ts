type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** `input` without the fields that are undefined: an SDK input as a plan's schema reads it. */
export function definedFields<T extends object>(input: T): Defined<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Defined<T>;
}
