/** The parameters of a query; a repeated key is a list. */
export function queryObject(query: URLSearchParams): Record<string, string | string[]> {
  const found = new Map<string, string | string[]>();
  for (const key of new Set(query.keys())) {
    const all = query.getAll(key);
    found.set(key, all.length === 1 ? (all[0] ?? '') : all);
  }
  return Object.fromEntries(found);
}
