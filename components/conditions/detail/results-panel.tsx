'use client';
import { DueReruns } from '@/components/decisions/due-reruns';
import type { ConditionDetail } from '@/lib/contract/condition';
import { DecidedResults } from './decided-results';

/** What came of it: what waits, what is left to a person, and what it ran again. */
export function ResultsPanel({ condition: { conditionId, deployedHow } }: { condition: ConditionDetail }) {
  return (
    <div className="flex max-w-5xl flex-col gap-8">
      {deployedHow === 'eventbridge' || deployedHow === 'stepfunctions' ? (
        <p className="text-muted">
          {deployedHow === 'eventbridge' ? 'A rule' : 'A state machine'} carries it out and writes down no
          decisions; each hop’s Decision tab tells what it was judged by.
        </p>
      ) : null}
      <DueReruns conditionId={conditionId} />
      <DecidedResults
        conditionId={conditionId}
        decision="undecidable"
        title="Could not be judged"
        says="A field that the condition asks for was not recorded: never run again by itself."
        none="Every result could be judged."
      />
      <DecidedResults
        conditionId={conditionId}
        decision="stale"
        title="Left to you"
        says="From before the version was deployed, or older than the condition’s maximum age when it was seen."
        none="No result came too late."
      />
      <DecidedResults
        conditionId={conditionId}
        decision="run-again"
        title="To be run again"
        says="The last results on which this dashboard decided so."
        none="None yet."
      />
    </div>
  );
}
