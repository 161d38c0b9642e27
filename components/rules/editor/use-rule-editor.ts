'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { targetFunctionsOptions } from '@/components/live/target-functions-options';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { sameDraft } from '@/components/ui/unsaved.model';
import { useSettledValue } from '@/components/ui/use-settled-value';
import { planSaveRuleAction } from '@/lib/actions/rule-actions';
import type { Plan } from '@/lib/contract/plan';
import { checkEventPatternLength } from '@/lib/domain/event-pattern/event-pattern-limits';
import { parseEventPattern } from '@/lib/domain/event-pattern/parse-event-pattern';
import { hasOpenLoop } from '../loop-picture.model';
import { ruleCheckOptions } from '../rules-query-options';
import { type RuleDraft, saveInputOf } from './rule-draft.model';
import { checkRequestOf, fieldProblems, serverProblems } from './rule-fields.model';

const TYPING_MS = 400;
const NONE: never[] = [];

/** A rule while it is written: what is wrong with each field, what the server says of it, and its plan. */
export function useRuleEditor(
  initial: RuleDraft,
  {
    overwrite,
    withinMs,
    onClose,
  }: {
    overwrite: boolean;
    withinMs: number;
    onClose: (draft: RuleDraft, settled: Plan['status'] | null) => void;
  },
) {
  const [draft, setDraft] = useState(initial);
  const [attempted, setAttempted] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const functions = useQuery(targetFunctionsOptions()).data ?? NONE;
  const parsed = useMemo(() => parseEventPattern(draft.eventPattern), [draft.eventPattern]);
  const input = useMemo(
    () => saveInputOf(draft, functions, { overwrite, acceptsLoop: false }),
    [draft, functions, overwrite],
  );
  const request = useMemo(() => checkRequestOf(input, withinMs), [input, withinMs]);
  const asked = useSettledValue(request, TYPING_MS);
  const check = useQuery({ ...ruleCheckOptions(asked), placeholderData: keepPreviousData });
  const [kept, setKept] = useState(initial);
  const plan = useProposedPlan(planSaveRuleAction, (settled) => {
    if (settled === 'done' || settled === 'running') setKept(draft);
    onClose(draft, settled);
  });
  const [refused, setRefused] = useState<{ draft: RuleDraft; of: typeof plan.problem } | null>(null);
  if (plan.problem !== null && plan.problem !== refused?.of) {
    setRefused({ draft, of: plan.problem });
    if (plan.problem.field === 'acceptsLoop') setConfirming(true);
  }
  const own = useMemo(() => fieldProblems(input), [input]);
  const server = useMemo(() => serverProblems(check.data?.problems ?? [], asked.rule), [check.data, asked]);
  const refusal = refused !== null && refused.draft === draft ? refused.of : null;

  function patternProblem(): string | null {
    if (!parsed.ok) return parsed.problem.message;
    const length = checkEventPatternLength(draft.eventPattern);
    if (length?.severity === 'error') return length.message;
    return own.get('eventPattern') ?? server.get('eventPattern') ?? null;
  }

  /** What to say at a field; an empty one is not complained of before saving was tried. */
  function problemAt(field: string, value: string): string | null {
    const refusedHere = refusal?.field === field ? refusal.message : null;
    const found = refusedHere ?? own.get(field) ?? server.get(field) ?? null;
    return value === '' && !attempted ? null : found;
  }

  const blocking =
    own.size +
    (parsed.ok ? 0 : 1) +
    (checkEventPatternLength(draft.eventPattern)?.severity === 'error' ? 1 : 0);

  function propose(acceptsLoop: boolean): void {
    setConfirming(false);
    plan.propose({ ...input, acceptsLoop });
  }

  return {
    draft,
    change: (change: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...change })),
    functions,
    parsed,
    input,
    check: {
      data: check.data,
      /** The answer is of an earlier text. */
      stale: check.isPlaceholderData || check.isFetching || asked !== request,
      problem: check.isError ? problemFrom(check.error) : null,
    },
    problemAt,
    patternProblem: patternProblem(),
    blocking: attempted ? blocking : 0,
    /** Whether the plan was asked for; false where a field stands in the way. */
    save: (): boolean => {
      setAttempted(true);
      if (blocking > 0) return false;
      if (check.data !== undefined && hasOpenLoop(check.data.loop)) setConfirming(true);
      else propose(false);
      return true;
    },
    confirming: confirming ? { accept: () => propose(true), cancel: () => setConfirming(false) } : null,
    plan: {
      busy: plan.busy,
      problem: refusal?.field === 'acceptsLoop' ? null : refusal,
      dialog: plan.dialog,
    },
    /** Whether something would be lost; a plan that is shown is kept under its address. */
    unsaved: plan.dialog === null && !sameDraft(draft, kept),
  };
}

export type RuleEditorState = ReturnType<typeof useRuleEditor>;
