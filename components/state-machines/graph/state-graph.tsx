'use client';
import { useMemo, useRef, useState } from 'react';
import type { StateMachineGraph } from '@/lib/contract/state-machine';
import type { ExecutionPath } from '../execution/execution-path.model';
import { isState, layoutGraph, stateByKey } from './graph-layout.model';
import { GraphLines } from './graph-lines';
import { GraphState } from './graph-state';
import { GraphWords } from './graph-words';
import { useFitScale } from './use-fit-scale';

/** A definition as a graph from top to bottom, with the path of an execution; arrows move between states. */
export function StateGraph({
  graph,
  path = null,
  selected,
  onSelect,
}: {
  graph: StateMachineGraph;
  path?: ExecutionPath | null;
  selected: string | null;
  onSelect: (stateId: string | null) => void;
}) {
  const layout = useMemo(() => layoutGraph(graph), [graph]);
  const [cursor, setCursor] = useState<string | null>(null);
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const pane = useRef<HTMLElement>(null);
  const scale = useFitScale(pane, layout?.width ?? 0);
  const words = <GraphWords graph={graph} path={path} />;
  if (layout === null) {
    return (
      <>
        <p className="text-muted">
          {graph.nodes.length.toLocaleString('en-US')} states are too many to draw. They are listed in words,
          and in the JSON.
        </p>
        {words}
      </>
    );
  }
  const states = layout.states.filter(isState);
  const known = (id: string | null) => (states.some((state) => state.id === id) ? id : null);
  const tabbable = known(cursor) ?? known(selected) ?? states[0]?.id ?? null;
  return (
    <>
      <section
        ref={pane}
        aria-label="Graph of the states"
        className="max-h-[70vh] overflow-auto rounded-md border border-line bg-surface"
        onKeyDown={(event) => {
          const from = event.target instanceof HTMLElement ? event.target.dataset.stateId : undefined;
          const next = from === undefined ? null : stateByKey(states, from, event.key);
          if (next === null) return;
          event.preventDefault();
          buttons.current.get(next)?.focus();
        }}
      >
        <div
          className="mx-auto overflow-hidden"
          style={{ width: layout.width * scale, height: layout.height * scale }}
        >
          <div
            className="relative origin-top-left"
            style={{ width: layout.width, height: layout.height, transform: `scale(${scale})` }}
          >
            {layout.states
              .filter((state) => !isState(state))
              .map(({ id, x, y, width, height, type, parentId }) => (
                <div
                  key={id}
                  aria-hidden
                  style={{ left: x, top: y, width, height }}
                  className={
                    parentId === null
                      ? 'absolute flex items-center justify-center rounded-full border border-line-control bg-sunken text-2xs text-muted'
                      : 'absolute z-1 rounded-full bg-(--line-control)'
                  }
                >
                  {parentId === null ? (type === 'start' ? 'Start' : 'End') : null}
                </div>
              ))}
            {states.map((state) => (
              <GraphState
                key={state.id}
                state={state}
                trace={path?.stateOf.get(state.id) ?? null}
                traced={path !== null}
                selected={state.id === selected}
                tabbable={state.id === tabbable}
                onSelect={() => onSelect(state.id === selected ? null : state.id)}
                onFocus={() => setCursor(state.id)}
                refOf={(element) => {
                  if (element === null) buttons.current.delete(state.id);
                  else buttons.current.set(state.id, element);
                }}
              />
            ))}
            <GraphLines layout={layout} path={path} />
          </div>
        </div>
      </section>
      {words}
    </>
  );
}
