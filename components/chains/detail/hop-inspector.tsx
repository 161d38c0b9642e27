'use client';
import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import dynamic from 'next/dynamic';
import { problemFrom } from '@/components/live/fetch-json';
import { useReadOnly } from '@/components/live/use-read-only';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { Skeleton } from '@/components/ui/skeleton';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import type { HopDetail } from '@/lib/contract/hop';
import { hopDetailOptions } from './chain-query-options';
import type { InspectorTab } from './chain-url.model';
import { HopEventPath } from './hop-event-path';
import { HopOverview } from './hop-overview';
import { LastLines } from './last-lines';
import { PublishFromHop } from './publish-from-hop';
import { RecordedText } from './recorded-text';

const HopLog = dynamic(() => import('@/components/logs/hop-log').then((module) => module.HopLog), {
  loading: () => <InspectorSkeleton />,
});

const DecisionPanel = dynamic(
  () => import('@/components/decisions/decision-panel').then((module) => module.DecisionPanel),
  { loading: () => <InspectorSkeleton /> },
);

const TABS: readonly { id: InspectorTab; label: string }[] = [
  { id: 'overview', label: 'Overview' },
  { id: 'payload', label: 'Payload' },
  { id: 'response', label: 'Response' },
  { id: 'logs', label: 'Logs' },
  { id: 'decision', label: 'Decision' },
  { id: 'raw', label: 'Raw' },
];

interface HopInspectorProps {
  hopId: string;
  tab: InspectorTab;
  onTab: (tab: InspectorTab) => void;
  positionOf: (hopId: string) => number | null;
  onShow: (hopId: string) => void;
  onRunAgain: (hop: HopDetail) => void;
}

/** One hop opened; only the tab on screen exists, so a hidden tab holds no stream. */
export function HopInspector({ hopId, tab, onTab, positionOf, onShow, onRunAgain }: HopInspectorProps) {
  const readOnly = useReadOnly();
  const query = useQuery(hopDetailOptions(hopId));
  const hop = query.data;
  if (hop === undefined) {
    if (!query.isError) return <InspectorSkeleton />;
    return (
      <ErrorState
        title="This hop could not be read"
        problem={problemFrom(query.error)}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const position = positionOf(hop.hopId);
  return (
    <>
      <div className="flex items-start gap-2 px-4 pt-2.5">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-md font-semibold">
            {position === null ? hop.functionName : `Hop ${position} · ${hop.functionName}`}
          </h2>
          <div className="flex items-center gap-1 text-xs text-muted">
            <code className="min-w-0 truncate" title={hop.requestId}>
              {hop.requestId}
            </code>
            <CopyButton text={hop.requestId} what="request ID" />
          </div>
        </div>
        <PublishFromHop hopId={hop.hopId} />
        <IconButton
          label={readOnly ? 'Run this hop again: not from a read-only dashboard' : 'Run this hop again'}
          keys="r"
          variant="secondary"
          disabled={readOnly}
          onClick={() => onRunAgain(hop)}
        >
          <RotateCcw aria-hidden className="size-3.5" />
        </IconButton>
      </div>
      <Tabs label="Hop" idPrefix="hop" tabs={TABS} value={tab} onValueChange={onTab} className="px-4" />
      <TabPanel idPrefix="hop" id={tab} className="flex min-h-0 flex-1 flex-col">
        {tab === 'overview' ? (
          <div className="min-h-0 flex-1 overflow-y-auto">
            <HopOverview hop={hop} positionOf={positionOf} onShow={onShow} />
            <HopEventPath hop={hop} />
            <LastLines hop={hop} onAll={() => onTab('logs')} />
          </div>
        ) : null}
        {tab === 'payload' ? <RecordedText recorded={hop.payload} what="payload" /> : null}
        {tab === 'response' ? <RecordedText recorded={hop.response} what="response" /> : null}
        {tab === 'logs' ? (
          <HopLog
            key={hop.hopId}
            hopId={hop.hopId}
            requestId={hop.requestId}
            running={hop.status === 'running'}
          />
        ) : null}
        {tab === 'decision' ? <DecisionPanel hop={hop} /> : null}
        {tab === 'raw' ? (
          <>
            <div className="flex items-center gap-3 border-b border-line px-4 py-1 text-xs text-muted">
              The observations this hop is derived from
              <CopyButton text={hop.raw} what="observations" className="ml-auto" />
            </div>
            <CodeView text={hop.raw} label="Observations" />
          </>
        ) : null}
      </TabPanel>
    </>
  );
}

function InspectorSkeleton() {
  return (
    <div role="status" aria-label="Reading the hop" className="flex flex-col gap-3 p-4">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-3 w-64" />
      <Skeleton className="mt-4 h-3 w-48" />
      <Skeleton className="h-3 w-56" />
      <Skeleton className="h-3 w-44" />
    </div>
  );
}
