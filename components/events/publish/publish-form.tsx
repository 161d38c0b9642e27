'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { eventBusesOptions } from '@/components/live/event-query-options';
import { useReadOnly } from '@/components/live/use-read-only';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { newUuid } from '@/components/ui/new-uuid';
import { ProblemNote } from '@/components/ui/problem-note';
import { sameDraft } from '@/components/ui/unsaved.model';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { EVENT_ENTRIES_LIMIT, EVENT_ENTRIES_LIMIT_BYTES } from '@/lib/contract/event';
import { ChainChoice } from './chain-choice';
import {
  addDraft,
  changeDraft,
  checkDraft,
  type DraftEntry,
  draftOf,
  duplicateDraft,
  emptyDraft,
  entryOf,
  fieldAtFault,
  removeDraft,
} from './draft-entry.model';
import { EntryCard } from './entry-card';
import { forecastQuestion, publishWords } from './forecast.model';
import { PublishBar } from './publish-bar';
import { useForecast } from './use-forecast';
import type { PublishStart } from './use-prefill';
import { usePublish } from './use-publish';
import { useSuggestions } from './use-suggestions';

/** One to ten entries, each with what would become of it, and the one act that sends them. */
export function PublishForm({
  start,
  onSent,
}: {
  start: PublishStart;
  onSent: (operationId: string) => void;
}) {
  const readOnly = useReadOnly();
  const buses = useQuery(eventBusesOptions());
  const busNames = buses.data?.map((bus) => bus.eventBusName) ?? [];
  const [drafts, setDrafts] = useState<DraftEntry[]>(() =>
    start.entries.length === 0
      ? [emptyDraft(newUuid(), start.eventBusName ?? 'default')]
      : start.entries.map((entry) => draftOf(newUuid(), entry)),
  );
  const [continues, setContinues] = useState(start.continues);
  const [begun] = useState(() => drafts.map(entryOf));
  const guard = useUnsavedGuard(!sameDraft(drafts.map(entryOf), begun));
  const suggestions = useSuggestions();
  const checks = useMemo(() => new Map(drafts.map((draft) => [draft.draftId, checkDraft(draft)])), [drafts]);
  const forecast = useForecast(forecastQuestion(drafts, checks, entryOf));
  const { publish, busy, problem } = usePublish(onSent);
  const fault = fieldAtFault(problem?.field ?? null, drafts);
  const size = {
    bytes: drafts.reduce((sum, draft) => sum + (checks.get(draft.draftId)?.bytes ?? 0), 0),
    limitBytes: EVENT_ENTRIES_LIMIT_BYTES,
  };
  const words = publishWords(
    drafts.map((draft) => ({
      eventBusName: draft.eventBusName,
      ok: checks.get(draft.draftId)?.ok === true,
      verdict: forecast.byDraft.get(draft.draftId)?.verdict ?? null,
    })),
    size,
  );

  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    if (focusNext.current === null) return;
    document.getElementById(`source-${focusNext.current}`)?.focus();
    focusNext.current = null;
  });
  const full = drafts.length >= EVENT_ENTRIES_LIMIT;
  const add = () => {
    const draftId = newUuid();
    focusNext.current = draftId;
    setDrafts((was) => addDraft(was, emptyDraft(draftId, was.at(-1)?.eventBusName ?? 'default')));
  };
  const duplicate = (of: string) => {
    const draftId = newUuid();
    focusNext.current = draftId;
    setDrafts((was) => duplicateDraft(was, of, draftId));
  };
  const send = () => {
    if (readOnly || words.refused !== null) return;
    void publish(drafts.map(entryOf), continues ? (start.hop?.hopId ?? null) : null);
  };
  useHotkeys({ 'mod+Enter': send });
  useHotkeys({ a: add }, { enabled: !full });

  return (
    <>
      <PublishBar words={words} size={size} busy={busy} readOnly={readOnly} onPublish={send} />
      <div className="flex flex-col gap-4 px-4 py-4 sm:px-5">
        {problem === null || fault !== null ? null : <ProblemNote problem={problem} />}
        {forecast.problem === null ? null : (
          <p role="status" className="rounded-md bg-waiting-soft px-3 py-2 text-waiting">
            What would match could not be read: {forecast.problem.message} It can be published all the same.
          </p>
        )}
        {start.hop === null ? null : (
          <ChainChoice hop={start.hop} continues={continues} onContinues={setContinues} />
        )}
        {drafts.map((draft, index) => (
          <EntryCard
            key={draft.draftId}
            draft={draft}
            number={index + 1}
            alone={drafts.length === 1}
            full={full}
            check={checks.get(draft.draftId) ?? checkDraft(draft)}
            fault={
              fault?.draftId === draft.draftId
                ? { field: fault.field, message: problem?.message ?? '' }
                : null
            }
            forecast={forecast.byDraft.get(draft.draftId) ?? null}
            behind={forecast.behind}
            busNames={busNames}
            suggestions={suggestions}
            onChange={(change) => setDrafts((was) => changeDraft(was, draft.draftId, change))}
            onDuplicate={() => duplicate(draft.draftId)}
            onRemove={() => setDrafts((was) => removeDraft(was, draft.draftId))}
          />
        ))}
        <div className="flex items-center gap-3">
          <Button disabled={full} onClick={add}>
            <Plus aria-hidden className="size-3.5" />
            Add an event
            <Kbd>a</Kbd>
          </Button>
          <span className="text-xs text-muted">
            {drafts.length} of {EVENT_ENTRIES_LIMIT}
            {full ? ': PutEvents takes no more in one call' : ''}
          </span>
        </div>
      </div>
      {guard}
    </>
  );
}
