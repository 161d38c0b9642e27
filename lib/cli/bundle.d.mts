/** Bundles `lib/cli/<name>.ts` into the cache and returns the file; packages stay in node_modules. */
export function bundle(name: string): Promise<string>;
