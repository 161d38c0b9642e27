'use client';
import { useQuery } from '@tanstack/react-query';
import { Repeat } from 'lucide-react';
import { useState } from 'react';
import { ReadView } from '@/components/live/read-view';
import { DetailSkeleton } from '@/components/ui/detail-skeleton';
import { NothingHere } from '@/components/ui/nothing-here';
import { notify } from '@/components/ui/notify';
import { PageTabs } from '@/components/ui/page-tabs';
import type { ConditionDetail } from '@/lib/contract/condition';
import { conditionDetailOptions } from '../conditions-query-options';
import { draftOfCondition } from '../editor/condition-draft.model';
import { ConditionEditor } from '../editor/condition-editor';
import { ConditionExportPanel } from './condition-export-panel';
import { ConditionFigures } from './condition-figures';
import { ConditionHeader } from './condition-header';
import { DriftList } from './drift-list';
import { ResultsPanel } from './results-panel';
import { VersionsPanel } from './versions-panel';

/** One condition: as it is written, how it stands, what came of it, and the acts on it. */
export function ConditionDetailView({ conditionId }: { conditionId: string }) {
  const query = useQuery(conditionDetailOptions(conditionId));
  return (
    <ReadView
      reading={query}
      one="the condition"
      skeleton={<ConditionDetailSkeleton />}
      unknown={() => <UnknownCondition />}
    >
      {(condition) => <ReadCondition condition={condition} />}
    </ReadView>
  );
}

function ReadCondition({ condition }: { condition: ConditionDetail }) {
  const left = condition.undecidableCount + condition.staleCount + condition.dueCount;
  return (
    <>
      <ConditionHeader condition={condition} />
      <DriftList condition={condition} />
      <ConditionFigures condition={condition} />
      <PageTabs
        label="Of this condition"
        idPrefix="condition"
        tabs={[
          {
            id: 'condition',
            label: 'Condition',
            panel: <Opened condition={condition} />,
            panelClass: 'flex flex-1 flex-col',
            keeps: true,
          },
          {
            id: 'results',
            label: 'Results',
            note: left === 0 ? undefined : left.toLocaleString('en-US'),
            panel: <ResultsPanel condition={condition} />,
          },
          {
            id: 'versions',
            label: 'Versions',
            note: condition.versions.length,
            panel: <VersionsPanel condition={condition} />,
          },
          {
            id: 'export',
            label: 'Export',
            panel: <ConditionExportPanel conditionId={condition.conditionId} />,
          },
        ]}
      />
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
    <NothingHere
      icon={Repeat}
      title="There is no such condition"
      ways={[
        { href: '/conditions', label: 'All conditions' },
        { href: '/conditions/new', label: 'New condition' },
      ]}
    >
      <p>It may have been deleted.</p>
    </NothingHere>
  );
}

export function ConditionDetailSkeleton() {
  return <DetailSkeleton one="the condition" className="h-[86px]" />;
}
