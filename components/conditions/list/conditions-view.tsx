'use client';
import { useQuery } from '@tanstack/react-query';
import { Repeat } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { DueReruns } from '@/components/decisions/due-reruns';
import { ReadList } from '@/components/live/read-list';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { CreateLink } from '@/components/ui/create-link';
import { EmptyState } from '@/components/ui/empty-state';
import { ListSkeleton } from '@/components/ui/list-skeleton';
import { moveRow } from '@/components/ui/move-row';
import type { CONDITION_LIST_KEYS, HandlersOf } from '@/components/ui/page-keys';
import { PageTitle } from '@/components/ui/page-title';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { conditionListOptions } from '../conditions-query-options';
import { ConditionFilterBar } from './condition-filter-bar';
import { listedConditions } from './condition-list.model';
import { conditionSearchParams } from './condition-search-params';
import { ConditionTable } from './condition-table';

/** The conditions of all functions: when each runs again, within which limits, by which way, and what came of it. */
export function ConditionsView() {
  const router = useRouter();
  const [filters, setFilters] = useQueryStates(conditionSearchParams, { clearOnDefault: true });
  const list = useQuery(conditionListOptions());
  useHotkeys({
    j: () => moveRow(1),
    k: () => moveRow(-1),
    c: () => router.push('/conditions/new'),
  } satisfies HandlersOf<typeof CONDITION_LIST_KEYS>);
  const conditions = list.data ?? [];
  const listed = listedConditions(conditions, { ...filters, text: filters.q });
  return (
    <>
      <PageTitle title="Conditions">
        <CreateLink href="/conditions/new" keys="c">
          New condition
        </CreateLink>
      </PageTitle>
      <ConditionFilterBar
        conditions={conditions}
        filters={filters}
        onChange={(change) => void setFilters(change)}
      />
      <ReadList
        reading={list}
        many="the conditions"
        skeletonRows={8}
        count={conditions.length}
        shown={listed.length}
        empty={
          <EmptyState
            icon={Repeat}
            title="No condition yet"
            actions={
              <Link href="/conditions/new" className={buttonClass({ variant: 'primary' })}>
                New condition
              </Link>
            }
          >
            <p>
              A condition says once when a function runs again and within which limits. It is carried out by
              an invocation, a rule or a state machine, whichever you choose, and can be tried on recorded
              runs before anything is deployed.
            </p>
          </EmptyState>
        }
        noneShown={
          <EmptyState
            icon={Repeat}
            title={
              filters.view === 'attention' && filters.q === '' && filters.how === ''
                ? 'Nothing needs a look'
                : 'No condition matches the filters'
            }
            actions={
              <Button onClick={() => void setFilters({ view: null, how: null, q: null })}>
                Show all conditions
              </Button>
            }
          />
        }
      >
        <ConditionTable conditions={listed} busy={list.isFetching} greyed={list.isError} />
      </ReadList>
      <DueReruns className="px-4 py-6 sm:px-5" />
    </>
  );
}

export function ConditionsViewSkeleton() {
  return <ListSkeleton title="Conditions" many="the conditions" rows={8} />;
}
