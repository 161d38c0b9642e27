/** The rows as they are shown; a new value whenever the fetched page changes. */
export interface ShownRows<Row> {
  /** Names the filters and the page that the order belongs to. */
  of: string;
  fetched: readonly Row[];
  /** In the order in which they were first shown: nothing moves under the pointer. */
  ids: readonly string[];
  /** The last state of every shown row, also of those that the page no longer holds. */
  known: ReadonlyMap<string, Row>;
}

type IdOf<Row> = (row: Row) => string;

/** Shows a fetched page from the beginning: on other filters, and when the waiting rows are asked for. */
export function showRows<Row>(of: string, fetched: readonly Row[], idOf: IdOf<Row>): ShownRows<Row> {
  return {
    of,
    fetched,
    ids: fetched.map(idOf),
    known: new Map(fetched.map((row) => [idOf(row), row])),
  };
}

/** Lays a fetched page over what is shown: shown rows change in place, what is new waits. */
export function followRows<Row>(
  shown: ShownRows<Row>,
  of: string,
  fetched: readonly Row[],
  idOf: IdOf<Row>,
): ShownRows<Row> {
  if (shown.of !== of || shown.ids.length === 0) return showRows(of, fetched, idOf);
  const byId = new Map(fetched.map((row) => [idOf(row), row]));
  const known = new Map<string, Row>();
  for (const id of shown.ids) {
    const row = byId.get(id) ?? shown.known.get(id);
    if (row !== undefined) known.set(id, row);
  }
  return { of, fetched, ids: shown.ids, known };
}

/** The rows to draw; `details` are rows that were read on their own. */
export function shownRows<Row>(
  shown: ShownRows<Row>,
  details: ReadonlyMap<string, Row> = new Map<string, Row>(),
): Row[] {
  return shown.ids.flatMap((id) => details.get(id) ?? shown.known.get(id) ?? []);
}

/** Fetched, but waiting until they are asked for. */
export function waitingIds<Row>(shown: ShownRows<Row>, idOf: IdOf<Row>): string[] {
  const ids = new Set(shown.ids);
  return shown.fetched.map(idOf).filter((id) => !ids.has(id));
}

/** Shown rows that the page no longer holds and that may still change. */
export function strayIds<Row>(
  shown: ShownRows<Row>,
  idOf: IdOf<Row>,
  mayChange: (row: Row) => boolean,
): string[] {
  const fetched = new Set(shown.fetched.map(idOf));
  return shown.ids.filter((id) => {
    const row = shown.known.get(id);
    return !fetched.has(id) && row !== undefined && mayChange(row);
  });
}
