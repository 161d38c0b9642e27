'use client';
import { useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import { ReadView } from '@/components/live/read-view';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { DetailSkeleton } from '@/components/ui/detail-skeleton';
import { NothingHere } from '@/components/ui/nothing-here';
import { PageTabs } from '@/components/ui/page-tabs';
import type { StateMachineDetail } from '@/lib/contract/state-machine';
import { stateMachineOptions } from '../state-machines-query-options';
import { DefinitionPanel } from './definition-panel';
import { ExecutionsPanel } from './executions-panel';
import { StateMachineHeader } from './state-machine-header';

/** One state machine: its definition drawn and as JSON, its executions, and the acts on it. */
export function StateMachineView({ name }: { name: string }) {
  const query = useQuery(stateMachineOptions(name));
  return (
    <ReadView
      reading={query}
      one="the state machine"
      skeleton={<StateMachineSkeleton />}
      unknown={() => <UnknownStateMachine name={name} />}
    >
      {(machine) => <ReadMachine machine={machine} />}
    </ReadView>
  );
}

const PANEL = 'flex min-h-0 flex-1 flex-col';

function ReadMachine({ machine }: { machine: StateMachineDetail }) {
  const lately = machine.executionCount24h;
  return (
    <>
      <StateMachineHeader machine={machine} />
      <PageTabs
        label="Of this state machine"
        idPrefix="machine"
        tabs={[
          {
            id: 'graph',
            label: 'Definition',
            panel: <DefinitionPanel machine={machine} />,
            panelClass: PANEL,
          },
          {
            id: 'executions',
            label: 'Executions',
            note: lately === 0 ? undefined : `${lately.toLocaleString('en-US')} in 24 h`,
            panel: <ExecutionsPanel machine={machine} />,
            panelClass: PANEL,
          },
          {
            id: 'json',
            label: 'JSON',
            panel: <DefinitionText definition={machine.definition} />,
            panelClass: PANEL,
          },
        ]}
      />
    </>
  );
}

function DefinitionText({ definition }: { definition: string }) {
  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-4 py-1 text-xs text-muted sm:px-5">
        {definition.length.toLocaleString('en-US')} characters, Amazon States Language
        <CopyButton text={definition} what="definition" className="ml-auto" />
      </div>
      <div className="flex h-[70vh] flex-col">
        <CodeView text={definition} label="Definition, JSON" />
      </div>
    </>
  );
}

function UnknownStateMachine({ name }: { name: string }) {
  return (
    <NothingHere
      icon={Workflow}
      title="There is no such state machine"
      ways={[{ href: '/state-machines', label: 'All state machines' }]}
    >
      <p>
        <code className="break-all">{name}</code> is not in this account and region, or was deleted.
      </p>
    </NothingHere>
  );
}

export function StateMachineSkeleton() {
  return <DetailSkeleton one="the state machine" />;
}
