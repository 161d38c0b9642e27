'use client';
import clsx from 'clsx';
import { LoaderCircle, Plus } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button-class';
import { editRulePath } from '@/components/ui/rule-paths';
import { TONE_SOFT } from '@/components/ui/status-look';
import type { EntryForecast } from '@/lib/contract/event';
import type { DraftEntry } from './draft-entry.model';
import { ruleGroups, VERDICT_LOOK } from './forecast.model';
import { RuleForecastView } from './rule-forecast';

/** What would become of an entry: the verdict in one line, then every rule it meets or misses, and why. */
export function EntryForecastView({
  draft,
  ok,
  forecast,
  behind,
}: {
  draft: DraftEntry;
  ok: boolean;
  forecast: EntryForecast | null;
  behind: boolean;
}) {
  return (
    <section
      aria-label="What would happen"
      aria-busy={behind}
      className="min-w-0 border-line bg-surface p-3 max-xl:border-t xl:rounded-r-lg xl:border-l"
    >
      <h3 className="mb-1.5 flex h-5 items-center gap-2 text-xs text-muted">
        Dry run, nothing is sent
        {behind && ok ? <LoaderCircle aria-hidden className="size-3.5 motion-safe:animate-spin" /> : null}
      </h3>
      {!ok ? (
        <p className="text-muted">
          Fill in source, detail-type and detail: the rules on the bus are then tried.
        </p>
      ) : forecast === null ? (
        <p role="status" className="text-muted">
          Trying the rules on {draft.eventBusName}
        </p>
      ) : (
        <Judged draft={draft} forecast={forecast} />
      )}
    </section>
  );
}

function Judged({ draft, forecast }: { draft: DraftEntry; forecast: EntryForecast }) {
  const { icon: Icon, word, tone } = VERDICT_LOOK[forecast.verdict];
  const { matches, disabled, nearly, differs } = ruleGroups(forecast.rules);
  const nothing = forecast.verdict === 'nothing-matches';
  const nearest = forecast.nearestRuleName;
  const rules = (group: EntryForecast['rules'], shows: 'targets' | 'failures') =>
    group.map((rule) => (
      <RuleForecastView key={rule.ruleArn} rule={rule} eventBusName={draft.eventBusName} shows={shows} />
    ));
  return (
    <div className="flex flex-col gap-2.5">
      <div role="status" className={clsx('flex gap-2 rounded-md px-2.5 py-1.5', TONE_SOFT[tone])}>
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <p className="min-w-0 break-words">
          {forecast.message.startsWith(word) ? null : <span className="font-semibold">{word}. </span>}
          {forecast.message}
        </p>
      </div>
      {forecast.problems.length === 0 ? null : (
        <ul className="text-xs text-failed">
          {forecast.problems.map((problem) => (
            <li key={`${problem.field} ${problem.message}`}>{problem.message}</li>
          ))}
        </ul>
      )}
      <Group title="Matches">{rules(matches, 'targets')}</Group>
      <Group title="Matches, but disabled">{rules(disabled, 'targets')}</Group>
      <Group title="Nearly matches">{rules(nearly, 'failures')}</Group>
      {differs.length === 0 ? null : (
        <details open={nothing && nearly.length === 0}>
          <summary className="w-fit min-h-6 text-xs text-muted">
            {differs.length === 1 ? '1 other rule' : `${differs.length} other rules`} on this bus
          </summary>
          <ul className="mt-1 flex flex-col gap-2">{rules(differs, 'failures')}</ul>
        </details>
      )}
      {nothing || forecast.verdict === 'no-target' || forecast.verdict === 'only-disabled' ? (
        <div className="flex flex-wrap gap-1.5">
          {nearest === null ? null : (
            <Link
              href={editRulePath({ eventBusName: draft.eventBusName, ruleName: nearest })}
              className={buttonClass({ size: 'sm' })}
            >
              Edit the nearest rule, {nearest}
            </Link>
          )}
          {forecast.suggestedPattern === null ? null : (
            <Link
              href={
                `/rules/new?${new URLSearchParams({ bus: draft.eventBusName, pattern: forecast.suggestedPattern })}` as Route
              }
              className={buttonClass({ size: 'sm' })}
            >
              <Plus aria-hidden className="size-3.5" />
              New rule from this event
            </Link>
          )}
        </div>
      ) : null}
    </div>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <div>
      <h4 className="text-xs text-muted">{title}</h4>
      <ul className="mt-0.5 flex flex-col gap-2">{children}</ul>
    </div>
  );
}
