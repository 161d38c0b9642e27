import Link from 'next/link';
import { harmlessText } from '@/components/ui/harmless-text';
import { rulePath } from '@/components/ui/rule-paths';
import { TargetName } from '@/components/ui/target-name';
import type { EntryForecast } from '@/lib/contract/event';

type RuleForecast = EntryForecast['rules'][number];

/** A rule as an entry meets it: whom it runs and whether it may, or which field keeps it from matching. */
export function RuleForecastView({
  rule,
  eventBusName,
  shows,
}: {
  rule: RuleForecast;
  eventBusName: string;
  shows: 'targets' | 'failures';
}) {
  return (
    <li className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2">
        <Link
          href={rulePath({ eventBusName, ruleName: rule.ruleName })}
          prefetch={false}
          className="link inline-flex min-h-6 items-center font-medium break-all"
        >
          {rule.ruleName}
        </Link>
        {rule.state === 'DISABLED' ? <span className="text-xs text-waiting">disabled</span> : null}
      </p>
      {shows === 'failures' ? (
        <ul className="flex flex-col gap-0.5 text-xs">
          {rule.failures.map((failure) => (
            <li key={failure.path.join('.')} className="break-words">
              {harmlessText(failure.reason)}
            </li>
          ))}
        </ul>
      ) : rule.targets.length === 0 ? (
        <p className="text-xs text-failed">It has no target: nothing runs.</p>
      ) : (
        <ul className="flex flex-col gap-0.5 text-xs">
          {rule.targets.map((target) => (
            <li key={target.targetId} className="flex min-w-0 flex-wrap items-center gap-x-1.5">
              <span aria-hidden className="text-faint">
                →
              </span>
              <TargetName target={target} />
              {target.permitted === 'yes' ? <span className="text-succeeded">may be invoked</span> : null}
              {target.permitted === 'yes' ? null : (
                <span className="basis-full pl-4 break-words text-muted">{target.reason}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
