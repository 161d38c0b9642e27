'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';
import type { StateMachineDetail, StateMachineGraph } from '@/lib/contract/state-machine';
import { graphWords } from '../graph/graph-words.model';
import { StateGraph } from '../graph/state-graph';
import { stateJson } from '../graph/state-json.model';
import { StateMachineFacts } from './state-machine-facts';

/** The definition drawn, the chosen state beside it, and what else is known of the state machine. */
export function DefinitionPanel({ machine }: { machine: StateMachineDetail }) {
  const [selected, setSelected] = useQueryState('state', parseAsString);
  const { graph } = machine;
  return (
    <div className="grid gap-x-8 gap-y-6 px-4 py-5 sm:px-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <div className="min-w-0">
        {graph === null ? (
          <div className="rounded-md bg-waiting-soft px-3 py-2 text-waiting">
            <p className="font-medium">The definition cannot be drawn.</p>
            <p className="break-words">{machine.definitionProblem}</p>
          </div>
        ) : (
          <StateGraph graph={graph} selected={selected} onSelect={(id) => void setSelected(id)} />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        {graph === null || selected === null ? null : (
          <ChosenState
            graph={graph}
            definition={machine.definition}
            stateId={selected}
            onClose={() => void setSelected(null)}
          />
        )}
        <section aria-labelledby="machine-facts">
          <h2 id="machine-facts" className="mb-2 text-md font-semibold">
            State machine
          </h2>
          <StateMachineFacts machine={machine} />
        </section>
      </div>
    </div>
  );
}

function ChosenState({
  graph,
  definition,
  stateId,
  onClose,
}: {
  graph: StateMachineGraph;
  definition: string;
  stateId: string;
  onClose: () => void;
}) {
  const words = graphWords(graph).find((state) => state.id === stateId);
  const node = graph.nodes.find((state) => state.id === stateId);
  const text = stateJson(definition, graph, stateId);
  if (words === undefined || node === undefined) return null;
  return (
    <section aria-labelledby="chosen-state">
      <div className="mb-2 flex items-center gap-1">
        <h2 id="chosen-state" className="min-w-0 flex-1 truncate text-md font-semibold">
          {words.name}
        </h2>
        {text === null ? null : <CopyButton text={text} what="state" />}
        <IconButton label="Close" size="icon-sm" onClick={onClose}>
          <X aria-hidden className="size-3.5" />
        </IconButton>
      </div>
      <p className="mb-1 text-muted">
        {node.type}
        {node.functionName === null ? null : (
          <>
            {' '}
            that runs{' '}
            <Link href={`/functions/${encodeURIComponent(node.functionName)}`} className="link">
              {node.functionName}
            </Link>
          </>
        )}
      </p>
      {words.ways.length === 0 ? null : (
        <ul className="mb-2 flex flex-col gap-0.5 text-xs">
          {words.ways.map((way) => (
            <li key={way} className="break-words">
              {way}
            </li>
          ))}
        </ul>
      )}
      {text === null ? null : (
        <div className="flex max-h-80 rounded-md border border-line">
          <CodeView text={text} label={`State ${words.name}, JSON`} />
        </div>
      )}
    </section>
  );
}
