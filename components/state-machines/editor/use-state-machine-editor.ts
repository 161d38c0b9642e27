'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { sameDraft } from '@/components/ui/unsaved.model';
import { useSettledValue } from '@/components/ui/use-settled-value';
import { planSaveStateMachineAction } from '@/lib/actions/state-machine-actions';
import type { Plan } from '@/lib/contract/plan';
import { type SaveStateMachineInput, zSaveStateMachineInput } from '@/lib/contract/state-machine';
import { definitionCheckOptions } from '../state-machines-query-options';

export type StateMachineDraft = Omit<SaveStateMachineInput, 'overwrite'>;

const TYPING_MS = 400;

/** A definition while it is written: its problems, its graph, and the plan that saves it. */
export function useStateMachineEditor(
  initial: StateMachineDraft,
  {
    overwrite,
    onClose,
  }: { overwrite: boolean; onClose: (name: string, settled: Plan['status'] | null) => void },
) {
  const [draft, setDraft] = useState(initial);
  const [attempted, setAttempted] = useState(false);
  const asked = useSettledValue(draft, TYPING_MS);
  const check = useQuery({
    ...definitionCheckOptions({ definition: asked.definition, type: asked.type }),
    enabled: asked.definition.length >= 2,
    placeholderData: keepPreviousData,
  });
  const [kept, setKept] = useState(initial);
  const plan = useProposedPlan(planSaveStateMachineAction, (settled) => {
    if (settled === 'done' || settled === 'running') setKept(draft);
    onClose(draft.name, settled);
  });
  const [refused, setRefused] = useState<{ draft: StateMachineDraft; of: typeof plan.problem } | null>(null);
  if (plan.problem !== null && plan.problem !== refused?.of) setRefused({ draft, of: plan.problem });
  const refusal = refused !== null && refused.draft === draft ? refused.of : null;
  const own = zSaveStateMachineInput.safeParse({ ...draft, overwrite });
  const ownProblem = (field: string) =>
    own.success ? null : (own.error.issues.find((issue) => issue.path[0] === field)?.message ?? null);
  const problems = check.data?.problems ?? [];
  const stale =
    check.isPlaceholderData ||
    asked.definition !== draft.definition ||
    asked.type !== draft.type ||
    check.isFetching;

  return {
    draft,
    change: (change: Partial<StateMachineDraft>) => setDraft((now) => ({ ...now, ...change })),
    problems,
    graph: check.data?.graph ?? null,
    checked: check.data !== undefined,
    stale,
    checkProblem: check.isError ? problemFrom(check.error) : null,
    /** What to say at a field; an empty one is not complained of before saving was tried. */
    problemAt: (field: 'name' | 'roleArn'): string | null => {
      if (refusal?.field === field) return refusal.message;
      return draft[field] === '' && !attempted ? null : ownProblem(field);
    },
    errorCount: problems.filter(({ severity }) => severity === 'ERROR').length,
    save: () => {
      setAttempted(true);
      if (!own.success) return;
      plan.propose({ ...draft, overwrite });
    },
    /** Whether something would be lost; a plan that is shown is kept under its address. */
    unsaved: plan.dialog === null && !sameDraft(draft, kept),
    plan: {
      busy: plan.busy,
      dialog: plan.dialog,
      problem: refusal?.field === 'name' || refusal?.field === 'roleArn' ? null : refusal,
    },
  };
}
