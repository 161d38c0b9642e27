'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useRef, useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { useReadOnly } from '@/components/live/use-read-only';
import { ErrorState } from '@/components/ui/error-state';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { useNow } from '@/components/ui/use-now';
import { PaneDivider } from '../timeline/pane-divider';
import { Timeline } from '../timeline/timeline';
import { toTimelineColumns } from '../timeline/timeline-columns.model';
import { chainTimelineOptions, reloadTimeline } from '../timeline/timeline-query-options';
import { ViewSwitch } from '../timeline/timeline-toolbar';
import { ChainHeader } from './chain-header';
import { chainDetailOptions } from './chain-query-options';
import { ChainSkeleton, TimelineSkeleton } from './chain-skeleton';
import { FailureBanner } from './failure-banner';
import { HopInspector } from './hop-inspector';
import { useChainUrl } from './use-chain-url';

const TimelineTable = dynamic(() =>
  import('../timeline/timeline-table').then((module) => module.TimelineTable),
);
const RetriggerDialog = dynamic(() =>
  import('@/components/retrigger/retrigger-dialog').then((module) => module.RetriggerDialog),
);

/** The chain's page: header, failure, timeline or table, and the hop that is open. */
export function ChainView({ chainId }: { chainId: string }) {
  const client = useQueryClient();
  const [url, change] = useChainUrl();
  const detail = useQuery(chainDetailOptions(chainId));
  const timeline = useQuery(chainTimelineOptions(chainId));
  const [rerun, setRerun] = useState<{ functionName: string; hopId: string | null } | null>(null);
  const [inspectorWidth, setInspectorWidth] = useState(408);
  const chain = detail.data;
  const wire = timeline.data;
  const columns = useMemo(() => (wire === undefined ? null : toTimelineColumns(wire)), [wire]);
  const open = chain?.status === 'running' || chain?.status === 'waiting';
  const now = useNow(open);
  const nowMs = open && now !== null && columns !== null ? Math.max(0, now - columns.baseMs) : 0;

  const wholeAt = useRef('');
  useEffect(() => {
    if (chain === undefined || wire === undefined || wholeAt.current === chain.revision) return;
    if (wire.revision !== chain.revision || wire.hopIds.length === chain.hopCount) return;
    wholeAt.current = chain.revision;
    void reloadTimeline(client, chainId);
  }, [client, chainId, chain, wire]);

  const wanted = url.hop ?? chain?.firstFailedHop?.hopId ?? null;
  const selected = columns === null || wanted === null ? -1 : (columns.indexByHopId.get(wanted) ?? -1);
  const shownHopId = wanted ?? columns?.hopIds.at(-1) ?? null;
  const positionOf = (hopId: string) => {
    const index = columns?.indexByHopId.get(hopId);
    return index === undefined ? null : index + 1;
  };
  const readOnly = useReadOnly();
  const runAgain = () => {
    if (readOnly) return;
    const hop = columns === null || shownHopId === null ? undefined : columns.indexByHopId.get(shownHopId);
    if (columns === null || hop === undefined) return;
    const functionName = columns.functionNames[columns.functionIndex[hop] ?? -1];
    if (functionName !== undefined) setRerun({ functionName, hopId: columns.hopIds[hop] ?? null });
  };
  const view = url.view;
  const switchView = (next: typeof view) => change({ view: next });
  useHotkeys({ r: runAgain, v: () => switchView(view === 'timeline' ? 'table' : 'timeline') });

  if (chain === undefined) {
    if (!detail.isError) return <ChainSkeleton />;
    return (
      <ErrorState
        title="The chain could not be read"
        problem={problemFrom(detail.error)}
        onRetry={() => void detail.refetch()}
        retrying={detail.isFetching}
      />
    );
  }
  const switcher = <ViewSwitch view={view} onView={switchView} />;
  const select = (hop: number) => change({ hop: columns?.hopIds[hop] ?? null });
  const tallest = 32 * chain.hopCount + 28 + 44;
  return (
    <div className="flex min-h-0 flex-col lg:h-dvh">
      <ChainHeader chain={chain} onRunAgain={runAgain} />
      <FailureBanner chain={chain} onShow={(hopId) => change({ hop: hopId })} />
      {detail.isError || timeline.isError ? (
        <p role="status" className="border-b border-line bg-waiting-soft px-5 py-1 text-waiting">
          {problemFrom(detail.error ?? timeline.error).message} What is shown may be out of date.
        </p>
      ) : null}
      <div className="flex min-h-0 flex-1 max-lg:flex-col">
        <section
          aria-label={view === 'timeline' ? 'Timeline' : 'Hops'}
          aria-busy={columns === null}
          className="flex min-h-0 min-w-0 flex-1 flex-col max-lg:h-(--tall) max-lg:max-h-[60dvh] max-lg:flex-none"
          style={{ '--tall': `${tallest}px` } as React.CSSProperties}
        >
          {columns === null ? (
            timeline.isError ? (
              <ErrorState
                title="The timeline could not be read"
                problem={problemFrom(timeline.error)}
                onRetry={() => void timeline.refetch()}
                retrying={timeline.isFetching}
              />
            ) : (
              <TimelineSkeleton />
            )
          ) : view === 'timeline' ? (
            <Timeline
              columns={columns}
              nowMs={nowMs}
              selected={selected}
              onSelect={select}
              switcher={switcher}
            />
          ) : (
            <TimelineTable columns={columns} selected={selected} onSelect={select} switcher={switcher} />
          )}
        </section>
        <PaneDivider
          label="Width of the inspector"
          value={inspectorWidth}
          min={320}
          max={880}
          onChange={setInspectorWidth}
          grows="left"
          className="-mx-1 shrink-0 max-lg:hidden"
        />
        <aside
          aria-label="Hop"
          style={{ '--inspector': `${inspectorWidth}px` } as React.CSSProperties}
          className="flex min-h-0 flex-col bg-raised max-lg:h-[80dvh] max-lg:border-t max-lg:border-line-strong lg:w-(--inspector) lg:shrink-0 lg:border-l lg:border-line"
        >
          {shownHopId === null ? (
            <p className="p-4 text-muted">No hop of this chain has been seen yet.</p>
          ) : (
            <HopInspector
              key={shownHopId}
              hopId={shownHopId}
              tab={url.tab}
              onTab={(tab) => change({ tab, hop: shownHopId })}
              positionOf={positionOf}
              onShow={(hopId) => change({ hop: hopId })}
              onRunAgain={(hop) => setRerun({ functionName: hop.functionName, hopId: hop.hopId })}
            />
          )}
        </aside>
      </div>
      {rerun === null ? null : <RetriggerDialog {...rerun} onClose={() => setRerun(null)} />}
    </div>
  );
}
