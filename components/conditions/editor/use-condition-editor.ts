'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { sameDraft } from '@/components/ui/unsaved.model';
import { useSettledValue } from '@/components/ui/use-settled-value';
import type { ConditionDetail } from '@/lib/contract/condition';
import { parseEventPattern } from '@/lib/domain/event-pattern/parse-event-pattern';
import { conditionCheckOptions } from '../conditions-query-options';
import {
  type ConditionDraft,
  checkRequestOf,
  FIRST_WHEN,
  fieldProblems,
  saveInputOf,
  serverProblems,
} from './condition-draft.model';
import type { LimitField } from './condition-limits.model';
import { useSaveCondition } from './use-save-condition';

const TYPING_MS = 400;

/** A condition while it is written: what is wrong with each field, what the server says of it, and its saving. */
export function useConditionEditor(initial: ConditionDraft, onSaved: (saved: ConditionDetail) => void) {
  const [draft, setDraft] = useState(initial);
  const [attempted, setAttempted] = useState(false);
  const input = useMemo(() => saveInputOf(draft), [draft]);
  const request = useMemo(() => checkRequestOf(input), [input]);
  const asked = useSettledValue(request, TYPING_MS);
  const check = useQuery({ ...conditionCheckOptions(asked), placeholderData: keepPreviousData });
  const [kept, setKept] = useState(() => saveInputOf(initial));
  const saving = useSaveCondition((saved, sent) => {
    setKept(sent);
    onSaved(saved);
  });
  const own = useMemo(() => fieldProblems(input), [input]);
  const server = useMemo(() => serverProblems(check.data?.problems ?? []), [check.data]);
  const parsed = useMemo(() => parseEventPattern(draft.when), [draft.when]);
  const refusal = saving.problem !== null && saving.asked === input ? saving.problem : null;
  const blocking = own.size + (parsed.ok ? 0 : 1);

  /** What to say at a field; an empty one is not complained of before saving was tried. */
  function problemAt(field: string, value: string): string | null {
    if (value.trim() === '' && !attempted) return null;
    const refused = refusal?.field === field ? refusal.message : null;
    return refused ?? own.get(field) ?? server.get(field) ?? null;
  }

  return {
    draft,
    limits: input.limits,
    change: (change: Partial<ConditionDraft>) => setDraft((now) => ({ ...now, ...change })),
    changeLimit: (field: LimitField, value: string) =>
      setDraft((now) => ({ ...now, limits: { ...now.limits, [field]: value } })),
    problemAt,
    whenProblem: parsed.ok ? problemAt('when', draft.when) : null,
    /** No field was asked for yet: it is not complained of. */
    whenUntouched: draft.when === FIRST_WHEN && !attempted,
    check: {
      data: check.data,
      /** The answer is of an earlier text. */
      stale: check.isPlaceholderData || check.isFetching || asked !== request,
      problem: check.isError ? problemFrom(check.error) : null,
    },
    /** Why it cannot be saved, where no field is at fault. */
    refusal,
    blocking: attempted ? blocking : 0,
    /** For a rehearsal, which needs no name; null while a field stands in the way. */
    rehearsable: parsed.ok && [...own.keys()].every((field) => field === 'name') ? request : null,
    /** Whether saving would change anything. */
    unsaved: !sameDraft(input, kept),
    busy: saving.busy,
    /** Whether saving was asked for; false where a field stands in the way. */
    save: (): boolean => {
      setAttempted(true);
      if (blocking > 0) return false;
      saving.save(input);
      return true;
    },
  };
}

export type ConditionEditorState = ReturnType<typeof useConditionEditor>;
