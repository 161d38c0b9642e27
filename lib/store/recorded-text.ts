import { storableText } from '../domain/storable-text.ts';
import type { DerivedHop } from './hops/hop-rows.ts';
import { nextRevision } from './ingest/revision.ts';
import { type BulkTable, bulkUpsert } from './sql/bulk-upsert.ts';
import { groupBy } from './sql/group-by.ts';
import type { Tx } from './sql/tx.ts';
import type { HopDetailRow, RecordedText } from './store.ts';

interface TextColumns {
  request_id: string;
  kind: 'payload' | 'response';
  source: RecordedText['source'];
  text: string;
  truncated: boolean;
  altered: boolean;
}
const TEXT_TABLE: BulkTable<TextColumns> = {
  name: 'recorded_text',
  columns: {
    request_id: 'text',
    kind: 'text',
    source: 'text',
    text: 'text',
    truncated: 'boolean',
    altered: 'boolean',
  },
  key: ['request_id', 'kind', 'source'],
};
/** Whose word is taken first. */
const SOURCES: readonly RecordedText['source'][] = [
  'operation',
  'answer',
  'history',
  'destination-record',
  'marker',
  'log',
  // a rule may have passed on only a part of it
  'event',
];

export async function recordText(
  tx: Tx,
  requestId: string,
  kind: TextColumns['kind'],
  source: RecordedText['source'],
  text: string,
): Promise<void> {
  // a condition that could not be judged for want of it looks again
  await tx.$executeRaw`
    UPDATE hop SET revision = ${await nextRevision(tx)} WHERE request_id = ${requestId} AND ended_at IS NOT NULL
      AND NOT EXISTS (
        SELECT 1 FROM recorded_text WHERE request_id = ${requestId} AND kind = ${kind} AND source = ${source})`;
  const storable = storableText(text);
  await bulkUpsert(tx, TEXT_TABLE, [{ request_id: requestId, kind, source, truncated: false, ...storable }]);
}

type Texts = Pick<HopDetailRow, 'payload' | 'response'>;
type Text = Omit<TextColumns, 'request_id'>;

/** Payload and response of hops, each from the best source that has it, by hop ID. */
export async function loadRecordedTexts(tx: Tx, derived: readonly DerivedHop[]): Promise<Map<string, Texts>> {
  const rows = await tx.$queryRaw<TextColumns[]>`
    SELECT request_id, kind, source, text, truncated, altered FROM recorded_text
    WHERE request_id = ANY(${[...new Set(derived.map(({ hop }) => hop.requestId))]})`;
  const stored = groupBy(rows, (row) => row.request_id);
  const texts = new Map<string, Text[]>();
  for (const { hop } of derived) {
    const own: Text[] = (stored.get(hop.requestId) ?? []).map(({ request_id: _requestId, ...row }) => row);
    const input = hop.markers.find((marker) => marker.input !== null)?.input;
    if (typeof input === 'string') {
      own.push({ kind: 'payload', source: 'marker', ...storableText(input), truncated: false });
    }
    texts.set(hop.hopId, own);
  }
  const unknown = [...texts].filter(([, own]) => !own.some(({ kind }) => kind === 'payload'));
  await addCausingEvents(tx, new Map(unknown));
  return new Map(
    [...texts].map(([hopId, own]) => [
      hopId,
      { payload: bestOf(own, 'payload'), response: bestOf(own, 'response') },
    ]),
  );
}

export async function loadRecordedText(tx: Tx, derived: DerivedHop): Promise<Texts> {
  const texts = await loadRecordedTexts(tx, [derived]);
  return texts.get(derived.hop.hopId) ?? { payload: null, response: null };
}

/** The event that caused each run, where a watched bus showed it whole. */
async function addCausingEvents(tx: Tx, texts: ReadonlyMap<string, Text[]>): Promise<void> {
  if (texts.size === 0) return;
  const rows = await tx.$queryRaw<{ hop_id: string; event: string }[]>`
    SELECT r.hop_id, e.event FROM event_run r JOIN event e ON e.event_key = r.event_id
    WHERE r.hop_id = ANY(${[...texts.keys()]}) AND e.event IS NOT NULL`;
  for (const [hopId, events] of groupBy(rows, (row) => row.hop_id)) {
    const [only] = events;
    if (events.length !== 1 || only === undefined) continue;
    texts
      .get(hopId)
      ?.push({ kind: 'payload', source: 'event', text: only.event, truncated: false, altered: false });
  }
}

function bestOf(texts: readonly Text[], kind: TextColumns['kind']): RecordedText | null {
  const [best] = texts
    .filter((row) => row.kind === kind)
    .sort((a, b) => SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source));
  if (best === undefined) return null;
  const { kind: _kind, ...text } = best;
  return text;
}
