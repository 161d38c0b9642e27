import type { Hop } from '../../domain/hop.ts';
import { isNamedLink } from '../../domain/task-cause.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import { type IdentifierRole, identifiersOf } from './hop-identifiers.ts';
import type { Joined } from './join-chains.ts';
import type { PooledHop } from './pooled-hop.ts';

interface GroupColumns {
  group_id: string;
  chain_id: string;
  revision: string;
}
const GROUP_TABLE: BulkTable<GroupColumns> = {
  name: 'chain_group',
  columns: { group_id: 'text', chain_id: 'text', revision: 'bigint' },
  key: ['group_id'],
};

/** New chains get their first group; the groups of a chain that was joined point to the one that stays. */
export async function saveGroups(tx: Tx, joined: Joined, revision: bigint): Promise<void> {
  const created = joined.newChainIds.map((id) => ({
    group_id: id,
    chain_id: id,
    revision: String(revision),
  }));
  await bulkUpsert(tx, GROUP_TABLE, created);
  if (joined.winners.size === 0) return;
  const moves = [...joined.winners].map(([loser, winner]) => ({ loser, winner }));
  await tx.$executeRaw`
    UPDATE chain_group g SET chain_id = m.winner, revision = ${revision}
    FROM jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) AS m (loser text, winner text)
    WHERE g.chain_id = m.loser`;
}

interface TraceColumns {
  trace_id: string;
  group_id: string;
  trace_key: string;
}
const TRACE_TABLE: BulkTable<TraceColumns> = {
  name: 'group_trace',
  columns: { trace_id: 'text', group_id: 'text', trace_key: 'text' },
  key: ['trace_id', 'group_id'],
  onConflict: 'DO NOTHING',
};

export async function saveTraces(tx: Tx, hops: readonly PooledHop[], joined: Joined): Promise<void> {
  const rows = new Map<string, TraceColumns>();
  for (const { hop, stored, traceKey } of hops) {
    const groupId = stored?.group_id ?? joined.chainOfNewHop.get(hop.hopId);
    if (hop.traceId === null || traceKey === null || groupId === undefined) continue;
    if (stored?.trace_id === hop.traceId) continue;
    rows.set(`${hop.traceId} ${groupId}`, { trace_id: hop.traceId, group_id: groupId, trace_key: traceKey });
  }
  await bulkUpsert(tx, TRACE_TABLE, [...rows.values()]);
}

interface IdentifierColumns {
  value: string;
  request_id: string;
  role: IdentifierRole;
}
const IDENTIFIER_TABLE: BulkTable<IdentifierColumns> = {
  name: 'identifier',
  columns: { value: 'text', request_id: 'text', role: 'text' },
  key: ['value', 'request_id', 'role'],
};

export async function saveIdentifiers(tx: Tx, hops: readonly PooledHop[], joined: Joined): Promise<void> {
  const rows = new Map<string, IdentifierColumns>();
  for (const { hop } of hops) {
    for (const { value, role } of [...identifiersOf(hop), ...awaitedSpanOf(hop, joined)]) {
      rows.set(`${value}\n${hop.requestId}\n${role}`, { value, request_id: hop.requestId, role });
    }
  }
  await bulkUpsert(tx, IDENTIFIER_TABLE, [...rows.values()]);
}

/** What logs its parent's span may be seen last, and long before it in time. */
function awaitedSpanOf({ hopId, parentSpanId }: Hop, { links }: Joined) {
  if (parentSpanId === null) return [];
  const link = links.get(hopId) ?? null;
  const found =
    link !== null && (link.evidence.some(({ kind }) => kind === 'trace-span') || isNamedLink(link));
  return found ? [] : [{ value: parentSpanId, role: 'parent-span' as const }];
}
