import { storableText } from '../domain/storable-text.ts';
import type { DerivedHop } from './hops/hop-rows.ts';
import { type BulkTable, bulkUpsert } from './sql/bulk-upsert.ts';
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
  const storable = storableText(text);
  await bulkUpsert(tx, TEXT_TABLE, [{ request_id: requestId, kind, source, truncated: false, ...storable }]);
}

/** Payload and response of a hop, from the best source that has them. */
export async function loadRecordedText(
  tx: Tx,
  { hop }: DerivedHop,
): Promise<Pick<HopDetailRow, 'payload' | 'response'>> {
  const rows = await tx.$queryRaw<TextColumns[]>`
    SELECT request_id, kind, source, text, truncated, altered FROM recorded_text WHERE request_id = ${hop.requestId}`;
  const texts = rows.map(({ request_id: _requestId, ...row }) => row);
  const input = hop.markers.find((marker) => marker.input !== null)?.input;
  if (typeof input === 'string') {
    texts.push({ kind: 'payload', source: 'marker', ...storableText(input), truncated: false });
  }
  if (!texts.some(({ kind }) => kind === 'payload')) texts.push(...(await causingEventText(tx, hop.hopId)));
  return { payload: bestOf(texts, 'payload'), response: bestOf(texts, 'response') };
}

/** The event that caused the run, where a watched bus showed it whole. */
async function causingEventText(tx: Tx, hopId: string): Promise<Omit<TextColumns, 'request_id'>[]> {
  const rows = await tx.$queryRaw<{ event: string }[]>`
    SELECT e.event FROM event_run r JOIN event e ON e.event_key = r.event_id
    WHERE r.hop_id = ${hopId} AND e.event IS NOT NULL`;
  const [only] = rows;
  if (rows.length !== 1 || only === undefined) return [];
  return [{ kind: 'payload', source: 'event', text: only.event, truncated: false, altered: false }];
}

function bestOf(
  texts: readonly Omit<TextColumns, 'request_id'>[],
  kind: TextColumns['kind'],
): RecordedText | null {
  const [best] = texts
    .filter((row) => row.kind === kind)
    .sort((a, b) => SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source));
  if (best === undefined) return null;
  const { kind: _kind, ...text } = best;
  return text;
}
