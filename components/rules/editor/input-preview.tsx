'use client';
import { useMemo } from 'react';
import type { KnownEvent } from '@/components/event-pattern/pattern-preview.model';
import { CodeView } from '@/components/ui/code-view';
import { type TargetDraft, targetInputOf } from './rule-draft.model';
import { targetPreview } from './target-preview.model';

/** What the function would get of a real event. */
export function InputPreview({
  target,
  sample,
  ruleName,
}: {
  target: TargetDraft;
  sample: KnownEvent | null;
  ruleName: string;
}) {
  const made = useMemo(
    () =>
      sample === null
        ? null
        : targetPreview(targetInputOf(target, []), sample.text, {
            ruleArn: `arn:aws:events:region:account:rule/${ruleName}`,
            ruleName,
            ingestionTime: sample.at,
          }),
    [target, sample, ruleName],
  );
  if (made === null || sample === null) {
    return <p className="text-xs text-muted">No recorded event is known on which this could be shown.</p>;
  }
  return (
    <div>
      <p className="mb-0.5 text-xs text-muted">
        Of the event {sample.source} {sample.detailType} it gets
      </p>
      {made.ok ? (
        <div className="flex max-h-40 rounded-md border border-line">
          <CodeView text={made.text} label="What the target gets" />
        </div>
      ) : (
        <p role="status" className="rounded-md bg-failed-soft px-3 py-2 text-failed">
          {made.message}
        </p>
      )}
    </div>
  );
}
