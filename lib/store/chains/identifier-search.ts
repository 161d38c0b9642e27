import { traceKeyOf } from '../../domain/trace-header.ts';
import type { Tx } from '../sql/tx.ts';

const IDENTIFIER = /^[\w:./$[\]-]{8,256}$/;
const MAX_CHAINS = 1_000;

/** Chains by a chain, trace, request, event or execution ID, whole or its first 8 characters and more. */
export async function chainIdsByIdentifier(tx: Tx, text: string): Promise<string[]> {
  if (!IDENTIFIER.test(text)) return [];
  const prefix = `${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  const exactPrefix = `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const traceKey = /^[0-9a-f]{24}$/i.test(text) ? text.toLowerCase() : traceKeyOf(text);
  const rows = await tx.$queryRaw<{ chain_id: string }[]>`
    SELECT DISTINCT g.chain_id FROM (
      (SELECT group_id FROM hop WHERE request_id LIKE ${prefix} LIMIT ${MAX_CHAINS})
      UNION (SELECT group_id FROM group_trace WHERE trace_id LIKE ${prefix} LIMIT ${MAX_CHAINS})
      UNION (SELECT group_id FROM group_trace WHERE trace_key = ${traceKey} LIMIT ${MAX_CHAINS})
      UNION (SELECT h.group_id FROM identifier i JOIN hop h ON h.request_id = i.request_id
        WHERE i.value LIKE ${exactPrefix} LIMIT ${MAX_CHAINS})
      UNION (SELECT group_id FROM hop WHERE hop_id = ${text} OR execution_arn = ${text} LIMIT ${MAX_CHAINS})
      UNION (SELECT group_id FROM chain_group WHERE group_id = ${text})
    ) found JOIN chain_group g USING (group_id) LIMIT ${MAX_CHAINS}`;
  return rows.map((row) => row.chain_id);
}
