import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { RuleDetail } from '@/lib/contract/rule';
import { LoopPicture } from '../loop-picture';
import { RuleProblems } from '../rule-problem';
import { RuleTargets } from './rule-targets';

export function RuleOverview({ rule }: { rule: RuleDetail }) {
  return (
    <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
      <div className="flex min-w-0 flex-col gap-8">
        <section aria-labelledby="rule-problems">
          <h2 id="rule-problems" className="mb-2 text-md font-semibold">
            Problems
          </h2>
          {rule.problems.length === 0 ? (
            <p className="flex items-center gap-2">
              <CircleCheck aria-hidden className="size-4 text-succeeded" />
              Nothing stands in the way.
            </p>
          ) : (
            <RuleProblems problems={rule.problems} />
          )}
        </section>
        <section aria-labelledby="rule-pattern">
          <h2 id="rule-pattern" className="mb-2 text-md font-semibold">
            An event matches when
          </h2>
          <RulePattern rule={rule} />
        </section>
        <section aria-labelledby="rule-targets">
          <h2 id="rule-targets" className="mb-2 text-md font-semibold">
            Targets
          </h2>
          <RuleTargets rule={rule} />
        </section>
      </div>
      <div className="flex min-w-0 flex-col gap-8">
        <section aria-labelledby="rule-effect">
          <h2 id="rule-effect" className="mb-2 text-md font-semibold">
            Effect
          </h2>
          <dl className="grid grid-cols-[9rem_minmax(0,1fr)] border-t border-line">
            {(
              [
                ['Bus', rule.eventBusName],
                [
                  'Last match',
                  rule.lastMatchAt === null ? (
                    'none known'
                  ) : (
                    <RelativeTime key="at" at={rule.lastMatchAt} inText />
                  ),
                ],
                ['Hops, 24 h', rule.hopCount.toLocaleString('en-US')],
                ['Managed by', rule.managedBy ?? 'nobody known'],
              ] as const
            ).map(([name, value]) => (
              <div key={name} className="col-span-2 grid grid-cols-subgrid items-center border-b border-line">
                <dt className="py-1 text-muted">{name}</dt>
                <dd className="py-1 break-words">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="rule-loop">
          <h2 id="rule-loop" className="mb-2 text-md font-semibold">
            Does it feed itself?
          </h2>
          <LoopPicture check={rule.loop} />
        </section>
      </div>
    </div>
  );
}

function RulePattern({ rule }: { rule: RuleDetail }) {
  if (rule.eventPattern === null) {
    return (
      <p className="text-muted">
        It has no pattern: it runs on a schedule, <code>{rule.scheduleExpression ?? 'not known'}</code>.
        Schedules are not edited here.
      </p>
    );
  }
  return (
    <>
      <ul className="mb-2 flex flex-col gap-0.5">
        {rule.patternWords.map((words) => (
          <li key={words} className="break-words">
            {words}
          </li>
        ))}
      </ul>
      <div className="relative flex max-h-60 rounded-md border border-line">
        <CodeView text={rule.eventPattern} label="Event pattern, JSON" />
        <span className="absolute top-1 right-3">
          <CopyButton text={rule.eventPattern} what="event pattern" />
        </span>
      </div>
      <p className="mt-1 text-xs text-muted">
        {rule.eventPattern.length.toLocaleString('en-US')} characters.{' '}
        <Link href={`/events?${new URLSearchParams({ bus: rule.eventBusName })}`} className="link">
          Events of this bus
        </Link>
      </p>
    </>
  );
}
