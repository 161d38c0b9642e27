'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { PlanDialog } from '@/components/plan/plan-dialog';
import { Button } from '@/components/ui/button';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import type { StoppedPlan } from '@/lib/contract/plan';
import { queryKeys } from '@/lib/contract/query-keys';
import { stoppedPlansOptions } from './health-query-options';
import { HealthSection } from './health-section';

/** Plans whose runner ended, or that could not be taken back: each is finished, undone or left as it is in its dialog. */
export function StoppedPlans() {
  const readOnly = useReadOnly();
  const client = useQueryClient();
  const { data: plans = [], isError, error } = useQuery(stoppedPlansOptions());
  const [open, setOpen] = useState<StoppedPlan | null>(null);
  return (
    <>
      {plans.length === 0 && !isError ? null : (
        <HealthSection title="Changes that stopped halfway" note={String(plans.length)}>
          {isError ? <ProblemNote problem={problemFrom(error)} className="mb-2" /> : null}
          <ul className="border-t border-line">
            {plans.map((plan) => (
              <li
                key={plan.planId}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1.5"
              >
                <span className="font-medium">{plan.title}</span>
                <span className="text-muted">
                  {plan.status === 'failed' ? 'failed' : 'interrupted'}{' '}
                  <RelativeTime at={plan.stoppedAt} inText />,{' '}
                  {plan.calls.filter((call) => call.status === 'done').length} of {plan.calls.length} calls
                  done
                </span>
                <code className="text-xs break-all text-muted">{plan.resourceArn}</code>
                <Button
                  size="sm"
                  className="ml-auto"
                  disabled={readOnly}
                  title={readOnly ? READ_ONLY_WORDS : undefined}
                  onClick={() => setOpen(plan)}
                >
                  Finish or undo…
                </Button>
              </li>
            ))}
          </ul>
        </HealthSection>
      )}
      {open === null ? null : (
        <PlanDialog
          proposed={open}
          onClose={() => {
            setOpen(null);
            void client.invalidateQueries({ queryKey: queryKeys.plans.stopped() });
            void client.invalidateQueries({ queryKey: queryKeys.health() });
          }}
        />
      )}
    </>
  );
}
