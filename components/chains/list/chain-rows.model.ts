import type { ChainSummary } from '@/lib/contract/chain';

/** The rows as they are shown; a new value whenever the fetched page changes. */
export interface ShownChains {
  /** Names the filters and the page that the order belongs to. */
  of: string;
  fetched: readonly ChainSummary[];
  /** In the order in which they were first shown: nothing moves under the pointer. */
  ids: readonly string[];
  /** The last state of every shown row, also of those that the page no longer holds. */
  known: ReadonlyMap<string, ChainSummary>;
}

/** Shows a fetched page from the beginning: on other filters, and when the waiting rows are asked for. */
export function showChains(of: string, fetched: readonly ChainSummary[]): ShownChains {
  return {
    of,
    fetched,
    ids: fetched.map((row) => row.chainId),
    known: new Map(fetched.map((row) => [row.chainId, row])),
  };
}

/** Lays a fetched page over what is shown: shown rows change in place, what is new waits. */
export function followChains(shown: ShownChains, of: string, fetched: readonly ChainSummary[]): ShownChains {
  if (shown.of !== of || shown.ids.length === 0) return showChains(of, fetched);
  const byId = new Map(fetched.map((row) => [row.chainId, row]));
  const known = new Map<string, ChainSummary>();
  for (const id of shown.ids) {
    const row = byId.get(id) ?? shown.known.get(id);
    if (row !== undefined) known.set(id, row);
  }
  return { of, fetched, ids: shown.ids, known };
}

/** The rows to draw; `details` are rows that were read on their own. */
export function shownRows(
  shown: ShownChains,
  details: ReadonlyMap<string, ChainSummary> = new Map(),
): ChainSummary[] {
  return shown.ids.flatMap((id) => details.get(id) ?? shown.known.get(id) ?? []);
}

/** Fetched, but waiting until they are asked for. */
export function waitingIds(shown: ShownChains): string[] {
  const ids = new Set(shown.ids);
  return shown.fetched.filter((row) => !ids.has(row.chainId)).map((row) => row.chainId);
}

/** Shown rows that the page no longer holds and that may still change. */
export function strayIds(shown: ShownChains): string[] {
  const fetched = new Set(shown.fetched.map((row) => row.chainId));
  return shown.ids.filter((id) => {
    const status = shown.known.get(id)?.status;
    return !fetched.has(id) && (status === 'running' || status === 'waiting');
  });
}
