'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ListFilter, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { ReadList } from '@/components/live/read-list';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { CreateLink } from '@/components/ui/create-link';
import { EmptyState } from '@/components/ui/empty-state';
import { ListSkeleton } from '@/components/ui/list-skeleton';
import { moveRow } from '@/components/ui/move-row';
import type { HandlersOf, RULE_LIST_KEYS } from '@/components/ui/page-keys';
import { PageTitle } from '@/components/ui/page-title';
import { ProblemNote } from '@/components/ui/problem-note';
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
      <PageTitle title="Rules">
        <CreateLink href="/rules/new" keys="c">
          New rule
        </CreateLink>
      </PageTitle>
      <RuleFilterBar rules={rules} filters={filters} onChange={(change) => void setFilters(change)} />
      {acts.problem === null ? null : <ProblemNote problem={acts.problem} className="mx-4 mt-3 sm:mx-5" />}
      {list.data === undefined ? null : <UnreadBuses unread={list.data.unread} />}
      <ReadList
        reading={list}
        many="the rules"
        skeletonRows={8}
        count={rules.length}
        shown={listed.length}
        empty={
          <EmptyState
            icon={ListFilter}
            title={list.data?.unread.length === 0 ? 'No rule on any bus' : 'No rule could be read'}
            actions={
              <Link href="/rules/new" className={buttonClass({ variant: 'primary' })}>
                New rule
              </Link>
            }
          >
            <p>
              A rule catches events of a bus by a pattern and runs its targets: the second way to run a
              function again. Write one here and try it on recorded events before it is saved.
            </p>
          </EmptyState>
        }
        noneShown={
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
        }
      >
        <RuleTable
          rules={listed}
          busy={list.isFetching}
          greyed={list.isError || list.isPlaceholderData}
          rangeWords={RANGE_WORDS[filters.range]}
          onAct={acts.plan}
        />
      </ReadList>
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
  return <ListSkeleton title="Rules" many="the rules" rows={8} />;
}
