'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { ErrorState } from '@/components/ui/error-state';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { stateMachinePath } from '@/components/ui/state-machine-paths';
import type { StateMachineDetail } from '@/lib/contract/state-machine';
import { stateMachineOptions } from '../state-machines-query-options';
import { StateMachineEditor, StateMachineEditorSkeleton } from './state-machine-editor';

/** An existing state machine in the editor. */
export function EditStateMachineView({ name }: { name: string }) {
  const detail = useQuery(stateMachineOptions(name));
  if (detail.data !== undefined) return <Opened machine={detail.data} />;
  return detail.isError ? (
    <ErrorState
      title="The state machine could not be read"
      problem={problemFrom(detail.error)}
      onRetry={() => void detail.refetch()}
      retrying={detail.isFetching}
    />
  ) : (
    <StateMachineEditorSkeleton />
  );
}

/** What it was when the editor opened: a live update must not change the text under it. */
function Opened({ machine }: { machine: StateMachineDetail }) {
  const [opened] = useState(() => ({
    name: machine.name,
    type: machine.type,
    roleArn: machine.roleArn,
    // on one line nobody can edit it
    definition: machine.definition.includes('\n')
      ? machine.definition
      : (prettyJsonText(machine.definition) ?? machine.definition),
  }));
  return (
    <StateMachineEditor
      initial={opened}
      edits
      title={`Edit ${machine.name}`}
      back={stateMachinePath(machine.name)}
    />
  );
}
