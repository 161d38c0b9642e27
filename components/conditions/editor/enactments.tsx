'use client';
import type { Enactment, SaveConditionInput } from '@/lib/contract/condition';
import { EnactmentColumn } from './enactment-column';

/** What each way makes of the condition, side by side. */
export function Enactments({
  enactments,
  how,
  onHow,
  stale,
}: {
  enactments: readonly Enactment[];
  how: SaveConditionInput['how'];
  onHow: (how: SaveConditionInput['how']) => void;
  stale: boolean;
}) {
  return (
    <section aria-labelledby="condition-enactments" aria-busy={stale} className="min-w-0">
      <h2 id="condition-enactments" className="text-md font-semibold">
        One condition, three enactments
      </h2>
      <p className="mb-3 text-xs text-muted">
        Compiled from what is written above. Deploying writes the chosen one to AWS, or lets the dashboard
        act.
      </p>
      {enactments.length === 0 ? (
        <p className="text-muted">They are shown once the pattern can be read.</p>
      ) : (
        <div className="grid gap-x-6 gap-y-8 xl:grid-cols-3">
          {enactments.map((enactment) => (
            <EnactmentColumn
              key={enactment.how}
              enactment={enactment}
              chosen={enactment.how === how}
              onChoose={() => onHow(enactment.how)}
            />
          ))}
        </div>
      )}
    </section>
  );
}
