'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { conditionPath } from '@/components/ui/condition-path';
import { harmlessText } from '@/components/ui/harmless-text';
import { HowWord } from '@/components/ui/how-look';
import type { HopDetail } from '@/lib/contract/hop';
import { DecisionFields } from './decision-fields';
import { hopDecisionsOptions } from './decision-options';

/** The decision on the run before that made this one; nothing where no condition did. */
export function MadeBy({ parentHopId, via }: { parentHopId: string; via: HopDetail['via'] }) {
  const { data = [] } = useQuery(hopDecisionsOptions(parentHopId));
  const made = data.find(
    ({ decision, how, dueRerun }) =>
      decision === 'run-again' && how === via && dueRerun?.status !== 'cancelled',
  );
  if (made === undefined) return null;
  return (
    <section aria-labelledby="made-by" className="mb-5 flex flex-col gap-1.5 border-b border-line pb-4">
      <h3 id="made-by" className="font-semibold">
        Why it ran
      </h3>
      <p className="break-words">{harmlessText(made.reason)}</p>
      <p className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
        <span>
          <Link href={conditionPath(made.conditionId)} prefetch={false} className="link">
            {made.conditionName}
          </Link>
          , version {made.version}
        </span>
        <HowWord how={made.how} />
      </p>
      <DecisionFields fields={made.fields} />
    </section>
  );
}
