import { countedAttempts, isCountedOn, type PlacedAttempt } from '../../domain/counted-attempts.ts';
import type { Mechanism } from '../../domain/hop.ts';
import type { Tx } from '../sql/tx.ts';

/** A line of more runs of which nothing says which attempt they are is counted from this far back. */
const MAX_BACK = 10_000;

export interface PlaceColumns {
  hop_id: string;
  parent_hop_id: string | null;
  function_name: string;
  via: Mechanism;
  attempt: number;
}

/** The same rows with the attempt that each hop is, counted on from causes that are not among them. */
export async function withCountedAttempts<Place extends PlaceColumns>(
  tx: Tx,
  places: readonly Place[],
): Promise<Place[]> {
  const known = new Set(places.map(({ hop_id }) => hop_id));
  const beyond = places.flatMap((place) =>
    place.parent_hop_id !== null && isCountedOn(place) && !known.has(place.parent_hop_id)
      ? place.parent_hop_id
      : [],
  );
  const causes =
    beyond.length === 0
      ? []
      : await tx.$queryRaw<PlaceColumns[]>`
          WITH RECURSIVE line AS (
            SELECT hop_id, parent_hop_id, function_name, via, attempt FROM hop WHERE hop_id = ANY(${beyond})
            UNION SELECT h.hop_id, h.parent_hop_id, h.function_name, h.via, h.attempt
            FROM line l JOIN hop h ON h.hop_id = l.parent_hop_id AND h.function_name = l.function_name
            WHERE l.attempt <= 1 OR l.via = 'async-retry'
          )
          SELECT * FROM line LIMIT ${MAX_BACK}`;
  const counted = countedAttempts([...causes, ...places].map(placedAttempt));
  return places.map((place) => ({ ...place, attempt: counted.get(place.hop_id) ?? place.attempt }));
}

function placedAttempt({ hop_id, parent_hop_id, function_name, via, attempt }: PlaceColumns): PlacedAttempt {
  return { hopId: hop_id, parentHopId: parent_hop_id, functionName: function_name, via, attempt };
}
