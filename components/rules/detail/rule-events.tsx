'use client';
import { useMemo } from 'react';
import { PatternPreview } from '@/components/event-pattern/pattern-preview';
import type { RuleDetail } from '@/lib/contract/rule';
import { parseEventPattern } from '@/lib/domain/event-pattern/parse-event-pattern';
import { useWithin } from '../use-within';

/** Recorded events that the rule matches, and those that it nearly does. */
export function RuleEvents({ rule }: { rule: RuleDetail }) {
  const { withinMs, select } = useWithin();
  const parsed = useMemo(
    () => (rule.eventPattern === null ? null : parseEventPattern(rule.eventPattern)),
    [rule.eventPattern],
  );
  if (parsed === null) return <p className="text-muted">A rule on a schedule matches no events.</p>;
  return (
    <div className="max-w-3xl">
      <PatternPreview
        eventBusName={rule.eventBusName}
        withinMs={withinMs}
        pattern={parsed.ok ? parsed.pattern : null}
        within={select}
      />
    </div>
  );
}
