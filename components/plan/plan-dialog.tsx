'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { fetchJson, problemFrom } from '@/components/live/fetch-json';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { useLiveStatus } from '@/components/live/use-live-status';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ProblemNote } from '@/components/ui/problem-note';
import { discardPlanAction, executePlanAction, undoPlanAction } from '@/lib/actions/plan-actions';
import type { ActionResult } from '@/lib/contract/operation';
import type { Plan } from '@/lib/contract/plan';
import { queryKeys } from '@/lib/contract/query-keys';
import { LeaveAsIs } from './leave-as-is';
import { PlanCall } from './plan-call';
import { planWords } from './plan-words.model';

const POLL_MS = 1000;
/** A runner that died tells nobody: only reading the plan again shows it as interrupted. */
const SILENT_MS = 5000;
/** What a plan may have changed; with the stream connected it is read again while the dialog is still open. */
const CHANGED = [
  queryKeys.functions.all,
  queryKeys.rules.all,
  queryKeys.events.all,
  queryKeys.stateMachines.all,
  queryKeys.conditions.all,
  queryKeys.dueReruns.all,
];

/** A plan from showing it to undoing it: exact calls, what each changes, progress, the way back. */
export function PlanDialog({
  proposed,
  onClose,
}: {
  proposed: Plan;
  /** Told what became of it; null where it was never run. */
  onClose: (settled: Plan['status'] | null) => void;
}) {
  const client = useQueryClient();
  const live = useLiveStatus() === 'connected';
  const health = useQuery(healthQueryOptions());
  const { data: plan = proposed } = useQuery({
    queryKey: queryKeys.plans.detail(proposed.planId),
    queryFn: ({ signal }) => fetchJson<Plan>(`/api/v1/plans/${proposed.planId}`, signal),
    initialData: proposed,
    refetchInterval: (query) => {
      if (query.state.data?.status !== 'running') return false;
      return live ? SILENT_MS : POLL_MS;
    },
  });
  const act = useMutation({
    mutationFn: (run: () => Promise<ActionResult<unknown>>) => run(),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.plans.detail(plan.planId) }),
  });
  const problem = act.isError ? problemFrom(act.error) : act.data?.ok === false ? act.data.problem : null;
  const { planId, fingerprint, status } = plan;
  const says = planWords(plan);
  const where = health.data?.where;
  const busy = act.isPending || status === 'running';

  function close() {
    if (status === 'proposed') void discardPlanAction({ planId });
    else for (const queryKey of CHANGED) void client.invalidateQueries({ queryKey });
    onClose(status === 'proposed' ? null : status);
  }

  return (
    <Dialog
      open
      holdsWork
      onOpenChange={close}
      title={plan.title}
      description={
        <>
          Acts on{' '}
          <strong className="font-medium text-text">
            {where === undefined
              ? '…'
              : where.sandbox
                ? 'the sandbox'
                : `account ${where.accountId ?? 'unknown'}`}
            {where === undefined ? '' : `, ${where.region}`}
          </strong>
          : <code className="text-xs break-all">{plan.resourceArn}</code>
        </>
      }
      footer={
        <>
          <p role="status" className="mr-auto text-muted">
            {says.progress}
          </p>
          <Button onClick={close}>{says.close}</Button>
          {status === 'proposed' || plan.leftBehind === null ? null : (
            <LeaveAsIs
              leftBehind={plan.leftBehind}
              busy={busy}
              onLeave={() => act.mutate(() => discardPlanAction({ planId }))}
            />
          )}
          {says.undo === null ? null : (
            <Button busy={busy} onClick={() => act.mutate(() => undoPlanAction({ planId }))}>
              {says.undo}
            </Button>
          )}
          {says.execute === null ? null : (
            <Button
              variant="primary"
              data-autofocus
              busy={busy}
              onClick={() => act.mutate(() => executePlanAction({ planId, fingerprint }))}
            >
              {says.execute}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4 p-4">
        {problem === null ? null : <ProblemNote problem={problem} />}
        {plan.warnings.length === 0 ? null : (
          <ul className="flex flex-col gap-1.5">
            {plan.warnings.map((warning) => (
              <li key={warning} className="flex gap-2">
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
                <span>{warning}</span>
              </li>
            ))}
          </ul>
        )}
        <ol className="flex flex-col gap-4">
          {plan.calls.map((call, index) => (
            <li key={`${call.operation} ${call.input}`}>
              <PlanCall call={call} step={index + 1} />
            </li>
          ))}
        </ol>
        {status === 'proposed' ? (
          <p className="text-muted">
            {plan.calls.length === 0
              ? 'AWS stays as it is: only what this dashboard does changes.'
              : `The state is compared again before the first call; if it changed since, nothing is written. The former state is recorded, so that all of it can be undone${plan.calls.length === 1 ? '' : ', last call first'}.`}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
