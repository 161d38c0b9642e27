'use client';
import { useQuery } from '@tanstack/react-query';
import { Repeat, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { planRemoveRerunRuleAction } from '@/lib/actions/rule-actions';
import type { FunctionSummary } from '@/lib/contract/function';
import { rerunRulesOptions } from './functions-query-options';

const RerunRuleDialog = dynamic(() => import('./rerun-rule-dialog').then((module) => module.RerunRuleDialog));

/** Rules that run the function again by its own records, without touching its code. */
export function RerunRules({ of }: { of: Pick<FunctionSummary, 'functionName' | 'functionArn'> }) {
  const { functionName } = of;
  const readOnly = useReadOnly();
  const [open, setOpen] = useState(false);
  const rules = useQuery(rerunRulesOptions(functionName));
  const removal = useProposedPlan(planRemoveRerunRuleAction);
  return (
    <section aria-labelledby="rerun-rules" aria-busy={rules.isFetching}>
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h2 id="rerun-rules" className="mr-auto text-md font-semibold">
          Runs again by rule
        </h2>
        <Button
          size="sm"
          aria-haspopup="dialog"
          disabled={readOnly}
          title={readOnly ? READ_ONLY_WORDS : undefined}
          onClick={() => setOpen(true)}
        >
          <Repeat aria-hidden className="size-3.5" />
          Run again by destination
        </Button>
      </div>
      {rules.isError && rules.data === undefined ? <ProblemNote problem={problemFrom(rules.error)} /> : null}
      {removal.problem === null ? null : <ProblemNote problem={removal.problem} className="mb-2" />}
      {rules.isPending ? <Skeleton className="h-4 w-64" /> : null}
      {rules.data?.length === 0 ? (
        <p className="text-muted">
          Not yet. Without touching its code, a rule over the records of its asynchronous runs can run it
          again while a condition holds.
        </p>
      ) : null}
      <ul className="border-t border-line">
        {rules.data?.map((rule) => (
          <li
            key={`${rule.eventBusName}/${rule.ruleName}`}
            className="flex min-h-8 flex-wrap items-center gap-x-3 border-b border-line hover:bg-hover"
          >
            <Link
              href={`/rules/${encodeURIComponent(rule.eventBusName)}/${encodeURIComponent(rule.ruleName)}`}
              prefetch={false}
              className="min-w-0 font-medium break-all hover:underline"
            >
              {rule.ruleName}
            </Link>
            <span className="text-muted">
              on {rule.on}, bus {rule.eventBusName}
            </span>
            <span className="ml-auto text-muted">
              since <RelativeTime at={rule.since} inText />
            </span>
            <IconButton
              label={`Remove ${rule.ruleName}`}
              size="icon-sm"
              disabled={readOnly || removal.busy}
              onClick={() =>
                removal.propose({ functionName, eventBusName: rule.eventBusName, ruleName: rule.ruleName })
              }
            >
              <Trash2 aria-hidden className="size-3.5" />
            </IconButton>
          </li>
        ))}
      </ul>
      {open ? <RerunRuleDialog of={of} onClose={() => setOpen(false)} /> : null}
      {removal.dialog}
    </section>
  );
}
