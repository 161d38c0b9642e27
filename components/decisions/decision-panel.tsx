'use client';
import { useQuery } from '@tanstack/react-query';
import { problemFrom } from '@/components/live/fetch-json';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { HopDetail } from '@/lib/contract/hop';
import { hopDecisionsOptions } from './decision-options';
import { orderDecisions } from './decision-order.model';
import { DecisionView } from './decision-view';
import { MadeBy } from './made-by';
import { MarkerReason } from './marker-reason';
import { UnmatchedDecisions } from './unmatched-decisions';
import { useMakingDecision } from './use-making-decision';

/** Why this hop ran, and why the function ran again after it or did not: condition, version, fields and values, limit. */
export function DecisionPanel({ hop }: { hop: HopDetail }) {
  const decisions = useQuery(hopDecisionsOptions(hop.hopId));
  const made = useMakingDecision(hop);
  if (decisions.data === undefined) {
    return decisions.isError ? (
      <ErrorState
        title="The decision could not be read"
        problem={problemFrom(decisions.error)}
        onRetry={() => void decisions.refetch()}
        retrying={decisions.isFetching}
      />
    ) : (
      <DecisionPanelSkeleton />
    );
  }
  const { shown, unmatched } = orderDecisions(decisions.data, made?.conditionId ?? null);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-4">
      {made === null ? null : <MadeBy decision={made} />}
      <MarkerReason hop={hop} />
      {shown.length === 0 ? (
        <p className="text-muted">
          No condition was in force for this function when the run ended, or it has not been judged yet.
        </p>
      ) : (
        <ul className="flex flex-col gap-6">
          {shown.map((decision) => (
            <li key={`${decision.conditionId} ${decision.version}`}>
              <DecisionView decision={decision} />
            </li>
          ))}
        </ul>
      )}
      <UnmatchedDecisions decisions={unmatched} />
    </div>
  );
}

function DecisionPanelSkeleton() {
  return (
    <div role="status" aria-label="Reading the decision" className="flex flex-col gap-3 p-4">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-3 w-64" />
      <Skeleton className="h-3 w-56" />
    </div>
  );
}
