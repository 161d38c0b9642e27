'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ListFilter, Plus, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { problemFrom } from '@/components/live/fetch-json';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Kbd } from '@/components/ui/kbd';
import { moveRow } from '@/components/ui/move-row';
import type { HandlersOf, RULE_LIST_KEYS } from '@/components/ui/page-keys';
import { ProblemNote } from '@/components/ui/problem-note';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { RulePage } from '@/lib/contract/rule';
import { ruleListOptions } from '../rules-query-options';
import { useRuleActs } from '../use-rule-acts';
import { RuleFilterBar } from './rule-filter-bar';
import { listedRules } from './rule-list.model';
import { RANGE_MS, RANGE_WORDS, ruleListSearchParams } from './rule-search-params';
import { RuleTable } from './rule-table';

/** The rules of all buses: what each matches, what it runs, and what is wrong with it. */
export function RulesView() {
  const router = useRouter();
  const [filters, setFilters] = useQueryStates(ruleListSearchParams, { clearOnDefault: true });
  const list = useQuery({
    ...ruleListOptions(RANGE_MS[filters.range]),
    placeholderData: keepPreviousData,
  });
  const acts = useRuleActs();
  useHotkeys({
    j: () => moveRow(1),
    k: () => moveRow(-1),
    c: () => router.push('/rules/new'),
  } satisfies HandlersOf<typeof RULE_LIST_KEYS>);
  const rules = list.data?.items ?? [];
  const listed = listedRules(rules, { ...filters, text: filters.q });
  return (
    <>
      <div className="flex h-[52px] items-center gap-3 border-b border-line px-4 sm:px-5">
        <h1 className="mr-auto text-lg font-semibold">Rules</h1>
        <Link href="/rules/new" className={buttonClass({ variant: 'primary' })}>
          <Plus aria-hidden className="size-3.5" />
          New rule
          <Kbd className="border-on-accent/40 bg-transparent text-on-accent">c</Kbd>
        </Link>
      </div>
      <RuleFilterBar rules={rules} filters={filters} onChange={(change) => void setFilters(change)} />
      {acts.problem === null ? null : <ProblemNote problem={acts.problem} className="mx-4 mt-3 sm:mx-5" />}
      {list.data === undefined ? null : <UnreadBuses unread={list.data.unread} />}
      {list.isError && list.data !== undefined ? (
        <ProblemNote problem={problemFrom(list.error)} className="mx-4 mt-3 sm:mx-5" />
      ) : null}
      {list.data === undefined ? (
        list.isError ? (
          <ErrorState
            title="The rules could not be read"
            problem={problemFrom(list.error)}
            onRetry={() => void list.refetch()}
            retrying={list.isFetching}
          />
        ) : (
          <RowsSkeleton rows={8} label="Reading the rules" />
        )
      ) : rules.length === 0 ? (
        <EmptyState
          icon={ListFilter}
          title={list.data.unread.length === 0 ? 'No rule on any bus' : 'No rule could be read'}
          actions={
            <Link href="/rules/new" className={buttonClass({ variant: 'primary' })}>
              New rule
            </Link>
          }
        >
          <p>
            A rule catches events of a bus by a pattern and runs its targets: the second way to run a function
            again. Write one here and try it on recorded events before it is saved.
          </p>
        </EmptyState>
      ) : listed.length === 0 ? (
        <EmptyState
          icon={ListFilter}
          title={
            filters.view === 'problems' && filters.q === ''
              ? 'No rule has a problem'
              : 'No rule matches the filters'
          }
          actions={
            <Button onClick={() => void setFilters({ view: null, bus: null, q: null })}>
              Show all {rules.length}
            </Button>
          }
        />
      ) : (
        <RuleTable
          rules={listed}
          busy={list.isFetching}
          greyed={list.isError || list.isPlaceholderData}
          rangeWords={RANGE_WORDS[filters.range]}
          onAct={acts.plan}
        />
      )}
      {acts.dialog}
    </>
  );
}

function UnreadBuses({ unread }: { unread: RulePage['unread'] }) {
  if (unread.length === 0) return null;
  return (
    <ul className="border-b border-line bg-waiting-soft px-4 py-2 text-waiting sm:px-5">
      {unread.map(({ eventBusName, problem }) => (
        <li key={eventBusName} className="flex gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">
            The rules of bus <strong className="font-medium">{eventBusName}</strong> are missing here:{' '}
            {problem.message} {problem.nextStep}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function RulesViewSkeleton() {
  return (
    <>
      <div className="flex h-[52px] items-center border-b border-line px-4 sm:px-5">
        <h1 className="text-lg font-semibold">Rules</h1>
      </div>
      <div className="h-11 border-b border-line" />
      <RowsSkeleton rows={8} label="Reading the rules" />
    </>
  );
}
