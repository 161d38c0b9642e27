import { publishedEventsOf } from '../../domain/event-runs.ts';
import type { Link, LinkEvidence } from '../../domain/link.ts';
import type { Tx } from '../sql/tx.ts';
import type { Joined } from './join-chains.ts';
import type { Linkable } from './link-hops.ts';

/** For each hop the events of it that seem to have come: runs that name no event are linked to it by the trace. */
export async function seemingEffects(
  tx: Tx,
  linkables: readonly Linkable[],
  joined: Joined,
): Promise<Map<string, Set<string>>> {
  const seeming = new Map<string, Set<string>>();
  const add = (hopId: string, evidence: readonly LinkEvidence[]) => {
    for (const { kind, value } of evidence) {
      if (kind !== 'event-id') continue;
      const events = seeming.get(hopId) ?? new Set();
      seeming.set(hopId, events.add(value));
    }
  };
  for (const { causeHopId, strength, evidence } of joined.links.values()) {
    if (causeHopId !== null && strength === 'trace') add(causeHopId, evidence);
  }
  const publishers = linkables.flatMap(({ pooled }) =>
    pooled.stored !== null && publishedEventsOf(pooled.hop).length > 0 ? [pooled.hop.hopId] : [],
  );
  if (publishers.length === 0) return seeming;
  const rows = await tx.$queryRaw<{ cause_hop_id: string; evidence: string }[]>`
    SELECT cause_hop_id, evidence FROM link
    WHERE cause_hop_id = ANY(${publishers}) AND accepted AND strength = 'trace' AND via = 'eventbridge'
      AND NOT effect_hop_id = ANY(${[...joined.relinked]})`;
  for (const row of rows) add(row.cause_hop_id, JSON.parse(row.evidence) as Link['evidence']);
  return seeming;
}
