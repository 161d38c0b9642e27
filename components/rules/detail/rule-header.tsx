'use client';
import { Copy, Pause, Pencil, Play, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { CopyButton } from '@/components/ui/copy-button';
import { Kbd } from '@/components/ui/kbd';
import type { HandlersOf, RULE_KEYS } from '@/components/ui/page-keys';
import { ProblemNote } from '@/components/ui/problem-note';
import { duplicateRulePath, editRulePath } from '@/components/ui/rule-paths';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { RuleDetail } from '@/lib/contract/rule';
import { RuleState } from '../rule-state';
import { useRuleActs } from '../use-rule-acts';

/** Name, state and acts. */
export function RuleHeader({ rule }: { rule: RuleDetail }) {
  const router = useRouter();
  const readOnly = useReadOnly();
  const acts = useRuleActs((act, settled) => {
    if (act === 'delete' && settled === 'done') router.push('/rules');
  });
  useHotkeys({ e: () => router.push(editRulePath(rule)) } satisfies HandlersOf<typeof RULE_KEYS>);
  const enabled = rule.state === 'ENABLED';
  const title = readOnly ? READ_ONLY_WORDS : undefined;
  return (
    <>
      <header className="flex flex-wrap items-end gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
        <div className="min-w-0">
          <p className="text-xs text-muted">
            <Link href="/rules" className="hover:underline">
              Rules
            </Link>{' '}
            /{' '}
            <Link
              href={`/rules?${new URLSearchParams({ bus: rule.eventBusName })}`}
              className="hover:underline"
            >
              {rule.eventBusName}
            </Link>{' '}
            / <code className="break-all">{rule.ruleArn}</code>
            <CopyButton text={rule.ruleArn} what="ARN" className="align-middle" />
          </p>
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h1 className="text-lg font-semibold break-all">{rule.ruleName}</h1>
            <RuleState state={rule.state} />
          </div>
          {rule.description === null || rule.description === '' ? null : (
            <p className="text-muted">{rule.description}</p>
          )}
        </div>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <Button
            disabled={readOnly}
            busy={acts.busy}
            title={title}
            onClick={() => acts.plan(rule, enabled ? 'disable' : 'enable')}
          >
            {enabled ? <Pause aria-hidden className="size-3.5" /> : <Play aria-hidden className="size-3.5" />}
            {enabled ? 'Disable' : 'Enable'}
          </Button>
          <Link href={duplicateRulePath(rule)} className={buttonClass()}>
            <Copy aria-hidden className="size-3.5" />
            Duplicate
          </Link>
          <Button
            variant="danger"
            disabled={readOnly || acts.busy}
            title={title}
            onClick={() => acts.plan(rule, 'delete')}
          >
            <Trash2 aria-hidden className="size-3.5" />
            Delete
          </Button>
          <Link href={editRulePath(rule)} className={buttonClass({ variant: 'primary' })}>
            <Pencil aria-hidden className="size-3.5" />
            Edit
            <Kbd className="border-on-accent/40 bg-transparent text-on-accent">e</Kbd>
          </Link>
        </div>
      </header>
      {rule.managedBy === null ? null : (
        <p className="mx-4 mb-3 rounded-md bg-waiting-soft px-3 py-2 text-waiting sm:mx-5">
          Managed by {rule.managedBy}: its next deployment may revert what is changed here.
        </p>
      )}
      {acts.problem === null ? null : <ProblemNote problem={acts.problem} className="mx-4 mb-3 sm:mx-5" />}
      {acts.dialog}
    </>
  );
}
