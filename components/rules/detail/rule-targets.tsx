import { CircleCheck } from 'lucide-react';
import { TargetName } from '@/components/ui/target-name';
import type { RuleDetail } from '@/lib/contract/rule';
import { targetSettings } from './target-settings.model';

/** What the rule runs, with what input, and whether it may. */
export function RuleTargets({ rule }: { rule: RuleDetail }) {
  if (rule.targets.length === 0) {
    return <p className="text-muted">None: events match and nothing happens. Edit the rule to add one.</p>;
  }
  return (
    <ul className="border-t border-line">
      {rule.targets.map((target) => {
        const settings = rule.targetSettings.find((each) => each.id === target.targetId);
        return (
          <li key={target.targetId} className="border-b border-line py-2">
            <div className="flex flex-wrap items-center gap-x-3">
              <span className="font-medium">
                <TargetName target={target} />
              </span>
              <code className="ml-auto text-xs text-muted">{target.targetId}</code>
            </div>
            <dl className="mt-1 grid grid-cols-[7rem_minmax(0,1fr)] gap-y-0.5">
              <dt className="text-muted">Permission</dt>
              <dd className={`flex gap-1.5 break-words ${target.permitted === 'no' ? 'text-failed' : ''}`}>
                {target.permitted === 'yes' ? (
                  <CircleCheck aria-hidden className="mt-0.5 size-3.5 shrink-0 text-succeeded" />
                ) : null}
                <span className="min-w-0">{target.reason}</span>
              </dd>
              {settings === undefined
                ? null
                : targetSettings(settings).map(({ name, value, code }) => (
                    <div key={name} className="contents">
                      <dt className="text-muted">{name}</dt>
                      <dd className="min-w-0 break-words">
                        {code ? (
                          <pre className="max-h-48 overflow-auto rounded-md bg-sunken p-2 text-xs whitespace-pre-wrap">
                            {value}
                          </pre>
                        ) : (
                          value
                        )}
                      </dd>
                    </div>
                  ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
