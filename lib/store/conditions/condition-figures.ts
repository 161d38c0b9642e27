import type { Tx } from '../sql/tx.ts';
import type { ConditionStore } from '../store-conditions.ts';

type Figures = Awaited<ReturnType<ConditionStore['figures']>>;

/**
 * What each condition decided since then, with the runs of its state machine that followed others, and what of it waits
 * now.
 */
export function conditionFigures(tx: Tx, since: Date): Promise<Figures> {
  return tx.$queryRaw<Figures>`
    SELECT c.condition_id AS "conditionId", (coalesce(d.run, 0) + coalesce(m.run, 0))::int AS "runCount",
      coalesce(d.undecidable, 0)::int AS "undecidableCount", coalesce(d.stale, 0)::int AS "staleCount",
      coalesce(r.due, 0)::int AS "dueCount"
    FROM condition c
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE decision = 'run-again') AS run,
        count(*) FILTER (WHERE decision = 'undecidable') AS undecidable,
        count(*) FILTER (WHERE decision = 'stale') AS stale
      FROM decision WHERE condition_id = c.condition_id AND decision IN ('run-again', 'undecidable', 'stale')
        AND decided_at >= ${since}
    ) d ON TRUE
    LEFT JOIN LATERAL (
      SELECT sum(run) AS run FROM (
        -- the first run of an execution is what started it, and no re-run
        SELECT count(*) FILTER (WHERE h.sort_at >= ${since}) - (min(h.sort_at) >= ${since})::int AS run
        FROM execution e JOIN hop h ON h.execution_arn = e.execution_arn
        WHERE e.state_machine_arn = c.deployed::json #>> '{resources,machine,stateMachineArn}'
          AND (e.stopped_at IS NULL OR e.stopped_at >= ${since})
        GROUP BY e.execution_arn
      ) executions
    ) m ON TRUE
    LEFT JOIN LATERAL (
      SELECT count(*) AS due FROM due_rerun WHERE condition_id = c.condition_id AND status IN ('due', 'sending')
    ) r ON TRUE
    ORDER BY c.condition_id`;
}
