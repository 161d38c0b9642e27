'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ReadView } from '@/components/live/read-view';
import { EditorSkeleton } from '@/components/ui/editor-skeleton';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { stateMachinePath } from '@/components/ui/state-machine-paths';
import type { StateMachineDetail } from '@/lib/contract/state-machine';
import { stateMachineOptions } from '../state-machines-query-options';
import { StateMachineEditor } from './state-machine-editor';

/** An existing state machine in the editor. */
export function EditStateMachineView({ name }: { name: string }) {
  const detail = useQuery(stateMachineOptions(name));
  return (
    <ReadView reading={detail} one="the state machine" skeleton={<EditorSkeleton />}>
      {(read) => <Opened machine={read} />}
    </ReadView>
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
