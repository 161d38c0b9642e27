'use client';
import { useQuery } from '@tanstack/react-query';
import { ListFilter } from 'lucide-react';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { problemFrom, RequestProblem } from '@/components/live/fetch-json';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RowsSkeleton, Skeleton } from '@/components/ui/skeleton';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import type { RuleRef } from '@/lib/contract/rule';
import { ruleDetailOptions } from '../rules-query-options';
import { RuleEvents } from './rule-events';
import { RuleExportPanel } from './rule-export-panel';
import { RuleHeader } from './rule-header';
import { RuleOverview } from './rule-overview';

const TABS = ['overview', 'events', 'export'] as const;

/** One rule: what it matches, what it runs, what is wrong with it, and the acts on it. */
export function RuleDetailView({ rule }: { rule: RuleRef }) {
  const query = useQuery(ruleDetailOptions(rule));
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('overview'));
  const { data } = query;
  if (data === undefined) {
    if (!query.isError) return <RuleDetailSkeleton />;
    return query.error instanceof RequestProblem && query.error.status === 404 ? (
      <UnknownRule rule={rule} />
    ) : (
      <ErrorState
        title="The rule could not be read"
        problem={problemFrom(query.error)}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  return (
    <>
      <RuleHeader rule={data} />
      <Tabs
        label="Of this rule"
        idPrefix="rule"
        tabs={[
          { id: 'overview', label: 'Overview' },
          { id: 'events', label: 'Matching events' },
          { id: 'export', label: 'Export' },
        ]}
        value={tab}
        onValueChange={(next) => void setTab(next)}
        className="px-4 sm:px-5"
      />
      <TabPanel idPrefix="rule" id={tab} className="px-4 py-5 sm:px-5">
        {tab === 'overview' ? <RuleOverview rule={data} /> : null}
        {tab === 'events' ? <RuleEvents rule={data} /> : null}
        {tab === 'export' ? <RuleExportPanel rule={data} /> : null}
      </TabPanel>
    </>
  );
}

function UnknownRule({ rule }: { rule: RuleRef }) {
  return (
    <EmptyState
      icon={ListFilter}
      title="There is no such rule"
      actions={
        <>
          <Link href="/rules" className={buttonClass({ variant: 'primary' })}>
            All rules
          </Link>
          <Link href="/rules/new" className={buttonClass()}>
            New rule
          </Link>
        </>
      }
    >
      <p>
        <code className="break-all">{rule.ruleName}</code> is not on bus{' '}
        <code className="break-all">{rule.eventBusName}</code> in this account and region, or was deleted.
      </p>
    </EmptyState>
  );
}

export function RuleDetailSkeleton() {
  return (
    <>
      <div className="flex h-[69px] flex-col justify-center gap-2 px-4 sm:px-5">
        <Skeleton className="h-3 w-64" />
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="h-8 border-b border-line" />
      <RowsSkeleton rows={8} label="Reading the rule" />
    </>
  );
}
