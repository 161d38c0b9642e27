'use client';
import { useQuery } from '@tanstack/react-query';
import { Repeat } from 'lucide-react';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { problemFrom, RequestProblem } from '@/components/live/fetch-json';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { notify } from '@/components/ui/notify';
import { RowsSkeleton, Skeleton } from '@/components/ui/skeleton';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import type { ConditionDetail } from '@/lib/contract/condition';
import { conditionDetailOptions } from '../conditions-query-options';
import { draftOfCondition } from '../editor/condition-draft.model';
import { ConditionEditor } from '../editor/condition-editor';
import { ConditionFigures } from './condition-figures';
import { ConditionHeader } from './condition-header';
import { DriftList } from './drift-list';
import { ExportPanel } from './export-panel';
import { ResultsPanel } from './results-panel';
import { VersionsPanel } from './versions-panel';

const TABS = ['condition', 'results', 'versions', 'export'] as const;

/** One condition: as it is written, how it stands, what came of it, and the acts on it. */
export function ConditionDetailView({ conditionId }: { conditionId: string }) {
  const query = useQuery(conditionDetailOptions(conditionId));
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('condition'));
  const { data } = query;
  if (data === undefined) {
    if (!query.isError) return <ConditionDetailSkeleton />;
    return query.error instanceof RequestProblem && [400, 404].includes(query.error.status) ? (
      <UnknownCondition />
    ) : (
      <ErrorState
        title="The condition could not be read"
        problem={problemFrom(query.error)}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const left = data.undecidableCount + data.staleCount + data.dueCount;
  return (
    <>
      <ConditionHeader condition={data} />
      <DriftList condition={data} />
      <ConditionFigures condition={data} />
      <Tabs
        label="Of this condition"
        idPrefix="condition"
        tabs={[
          { id: 'condition', label: 'Condition' },
          { id: 'results', label: 'Results', ...(left === 0 ? {} : { note: left.toLocaleString('en-US') }) },
          { id: 'versions', label: 'Versions', note: data.versions.length },
          { id: 'export', label: 'Export' },
        ]}
        value={tab}
        onValueChange={(next) => void setTab(next)}
        className="px-4 sm:px-5"
      />
      <TabPanel
        idPrefix="condition"
        id={tab}
        className={tab === 'condition' ? 'flex flex-1 flex-col' : 'px-4 py-5 sm:px-5'}
      >
        {tab === 'condition' ? <Opened condition={data} /> : null}
        {tab === 'results' ? <ResultsPanel condition={data} /> : null}
        {tab === 'versions' ? <VersionsPanel condition={data} /> : null}
        {tab === 'export' ? <ExportPanel conditionId={conditionId} /> : null}
      </TabPanel>
    </>
  );
}

/** What it was when the editor opened: a live update must not change the text under it. */
function Opened({ condition }: { condition: ConditionDetail }) {
  const [initial] = useState(() => draftOfCondition(condition.input));
  return (
    <ConditionEditor
      initial={initial}
      onSaved={({ version }) => notify({ tone: 'success', title: `Saved as version ${version}.` })}
    />
  );
}

function UnknownCondition() {
  return (
    <EmptyState
      icon={Repeat}
      title="There is no such condition"
      actions={
        <>
          <Link href="/conditions" className={buttonClass({ variant: 'primary' })}>
            All conditions
          </Link>
          <Link href="/conditions/new" className={buttonClass()}>
            New condition
          </Link>
        </>
      }
    >
      <p>It may have been deleted.</p>
    </EmptyState>
  );
}

export function ConditionDetailSkeleton() {
  return (
    <>
      <div className="flex h-[86px] flex-col justify-center gap-2 px-4 sm:px-5">
        <Skeleton className="h-3 w-64" />
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="h-8 border-b border-line" />
      <RowsSkeleton rows={8} label="Reading the condition" />
    </>
  );
}
