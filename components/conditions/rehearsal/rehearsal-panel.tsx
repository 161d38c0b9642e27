'use client';
import { History } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Button } from '@/components/ui/button';
import { ProblemNote } from '@/components/ui/problem-note';
import { Select } from '@/components/ui/select';
import type { SaveConditionInput } from '@/lib/contract/condition';
import { RehearsalProgress } from './rehearsal-progress';
import { RehearsalResult } from './rehearsal-result';
import { useRehearsal } from './use-rehearsal';

const WINDOWS = ['1h', '6h', '24h', '7d', '30d'] as const;
const HOUR_MS = 3_600_000;
const WITHIN: Record<(typeof WINDOWS)[number], { ms: number; label: string }> = {
  '1h': { ms: HOUR_MS, label: 'Last hour' },
  '6h': { ms: 6 * HOUR_MS, label: 'Last 6 h' },
  '24h': { ms: 24 * HOUR_MS, label: 'Last 24 h' },
  '7d': { ms: 7 * 24 * HOUR_MS, label: 'Last 7 d' },
  '30d': { ms: 30 * 24 * HOUR_MS, label: 'Last 30 d' },
};

/** Runs the condition as it is written over recorded runs; nothing is sent. */
export function RehearsalPanel({
  condition,
}: {
  /** Null while a field stands in the way. */
  condition: SaveConditionInput | null;
}) {
  const [within, setWithin] = useQueryState('rehearse', parseAsStringLiteral(WINDOWS).withDefault('24h'));
  const { rehearsal, of, start, cancel, starting, problem } = useRehearsal();
  const running = rehearsal?.status === 'running';
  const outdated = of !== null && condition !== null && of.condition !== condition;
  return (
    <section aria-labelledby="condition-rehearsal" aria-busy={running}>
      <h2 id="condition-rehearsal" className="text-md font-semibold">
        Rehearse on history
      </h2>
      <p className="mb-2 text-xs text-muted">
        What it would have decided on the recorded runs of the function. Nothing is sent.
      </p>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Select
          label="Runs recorded within"
          value={within}
          options={WINDOWS.map((value) => ({ value, label: WITHIN[value].label }))}
          onValueChange={(value) => void setWithin(value)}
        />
        <Button
          busy={starting}
          disabled={condition === null || running}
          title={condition === null ? 'A field above needs a look first.' : undefined}
          onClick={() => {
            if (condition !== null) start({ condition, withinMs: WITHIN[within].ms });
          }}
        >
          <History aria-hidden className="size-3.5" />
          {rehearsal === null ? 'Rehearse' : 'Rehearse again'}
        </Button>
      </div>
      {problem === null ? null : <ProblemNote problem={problem} className="mb-2" />}
      {rehearsal === null ? null : (
        <>
          <RehearsalProgress rehearsal={rehearsal} onCancel={cancel} />
          {outdated ? (
            <p className="mt-1 text-xs text-waiting">
              The condition was changed since: rehearse again to see what that makes of it.
            </p>
          ) : null}
          <RehearsalResult rehearsal={rehearsal} />
        </>
      )}
    </section>
  );
}
