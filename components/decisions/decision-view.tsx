import Link from 'next/link';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { conditionPath } from '@/components/ui/condition-path';
import { harmlessText } from '@/components/ui/harmless-text';
import { HowWord } from '@/components/ui/how-look';
import type { Decision } from '@/lib/contract/condition';
import { DecisionFields } from './decision-fields';
import { DECISION_LOOK, LIMIT_WORDS } from './decision-look';
import { DueRerunButtons } from './due-rerun-buttons';
import { DueStatus } from './due-status';

/** One decision with all that it rests on. */
export function DecisionView({ decision }: { decision: Decision }) {
  const { limit, dueRerun } = decision;
  const cancelled = dueRerun?.status === 'cancelled';
  const { word, says, icon: Icon, className } = DECISION_LOOK[cancelled ? 'stop' : decision.decision];
  return (
    <section aria-label={`Decision of ${decision.conditionName}`} className="flex flex-col gap-2">
      <h3 className={`flex items-center gap-1.5 font-semibold ${className}`}>
        <Icon aria-hidden className="size-4" />
        {cancelled ? 'Was to run again, cancelled' : word}
      </h3>
      <p className="break-words" title={cancelled ? undefined : says}>
        {harmlessText(decision.reason)}
      </p>
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs">
        <dt className="text-muted">Condition</dt>
        <dd>
          <Link href={conditionPath(decision.conditionId)} prefetch={false} className="link">
            {decision.conditionName}
          </Link>
          , version {decision.version}
        </dd>
        <dt className="text-muted">By</dt>
        <dd>
          <HowWord how={decision.how} />
        </dd>
        {limit === null ? null : (
          <>
            <dt className="text-muted">Limit reached</dt>
            <dd className="font-medium">{LIMIT_WORDS[limit] ?? limit}</dd>
          </>
        )}
        <dt className="text-muted">Decided</dt>
        <dd>
          <AbsoluteTime at={decision.decidedAt} withMs />
        </dd>
        {dueRerun === null ? null : (
          <>
            <dt className="text-muted">Next run</dt>
            <dd className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <DueStatus status={dueRerun.status} />
              <AbsoluteTime at={dueRerun.dueAt} clock />
              <DueRerunButtons rerun={dueRerun} />
            </dd>
          </>
        )}
      </dl>
      <DecisionFields fields={decision.fields} />
      {decision.derived ? (
        <p className="text-xs text-muted">
          Found out here from the version that was deployed then: a rule and a state machine write down no
          decisions.
        </p>
      ) : null}
    </section>
  );
}
