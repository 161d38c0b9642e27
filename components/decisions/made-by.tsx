import Link from 'next/link';
import { conditionPath } from '@/components/ui/condition-path';
import { harmlessText } from '@/components/ui/harmless-text';
import { HowWord } from '@/components/ui/how-look';
import type { Decision } from '@/lib/contract/condition';
import { DecisionFields } from './decision-fields';

/** The decision on the run before that made this one. */
export function MadeBy({ decision: made }: { decision: Decision }) {
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
