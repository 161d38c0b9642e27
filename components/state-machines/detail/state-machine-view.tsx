'use client';
import { useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { problemFrom, RequestProblem } from '@/components/live/fetch-json';
import { buttonClass } from '@/components/ui/button-class';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RowsSkeleton, Skeleton } from '@/components/ui/skeleton';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { stateMachineOptions } from '../state-machines-query-options';
import { DefinitionPanel } from './definition-panel';
import { ExecutionsPanel } from './executions-panel';
import { StateMachineHeader } from './state-machine-header';

const TABS = ['graph', 'executions', 'json'] as const;

/** One state machine: its definition drawn and as JSON, its executions, and the acts on it. */
export function StateMachineView({ name }: { name: string }) {
  const query = useQuery(stateMachineOptions(name));
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('graph'));
  const { data: machine } = query;
  if (machine === undefined) {
    if (!query.isError) return <StateMachineSkeleton />;
    return query.error instanceof RequestProblem && query.error.status === 404 ? (
      <UnknownStateMachine name={name} />
    ) : (
      <ErrorState
        title="The state machine could not be read"
        problem={problemFrom(query.error)}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const lately = machine.executionCount24h;
  return (
    <>
      <StateMachineHeader machine={machine} />
      <Tabs
        label="Of this state machine"
        idPrefix="machine"
        tabs={[
          { id: 'graph', label: 'Definition' },
          {
            id: 'executions',
            label: 'Executions',
            ...(lately === 0 ? {} : { note: `${lately.toLocaleString('en-US')} in 24 h` }),
          },
          { id: 'json', label: 'JSON' },
        ]}
        value={tab}
        onValueChange={(next) => void setTab(next)}
        className="px-4 sm:px-5"
      />
      <TabPanel idPrefix="machine" id={tab} className="flex min-h-0 flex-1 flex-col">
        {tab === 'graph' ? <DefinitionPanel machine={machine} /> : null}
        {tab === 'executions' ? <ExecutionsPanel machine={machine} /> : null}
        {tab === 'json' ? (
          <>
            <div className="flex items-center gap-2 border-b border-line px-4 py-1 text-xs text-muted sm:px-5">
              {machine.definition.length.toLocaleString('en-US')} characters, Amazon States Language
              <CopyButton text={machine.definition} what="definition" className="ml-auto" />
            </div>
            <div className="flex h-[70vh] flex-col">
              <CodeView text={machine.definition} label="Definition, JSON" />
            </div>
          </>
        ) : null}
      </TabPanel>
    </>
  );
}

function UnknownStateMachine({ name }: { name: string }) {
  return (
    <EmptyState
      icon={Workflow}
      title="There is no such state machine"
      actions={
        <Link href="/state-machines" className={buttonClass({ variant: 'primary' })}>
          All state machines
        </Link>
      }
    >
      <p>
        <code className="break-all">{name}</code> is not in this account and region, or was deleted.
      </p>
    </EmptyState>
  );
}

export function StateMachineSkeleton() {
  return (
    <>
      <div className="flex h-[69px] flex-col justify-center gap-2 px-4 sm:px-5">
        <Skeleton className="h-3 w-64" />
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="h-8 border-b border-line" />
      <RowsSkeleton rows={8} label="Reading the state machine" />
    </>
  );
}
