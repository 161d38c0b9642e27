'use client';
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { Chip } from '@/components/ui/chip';
import { moveRow } from '@/components/ui/move-row';
import type { EXECUTION_LIST_KEYS, HandlersOf } from '@/components/ui/page-keys';
import { Segmented } from '@/components/ui/segmented';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { useNow } from '@/components/ui/use-now';
import type { ExecutionDetail } from '@/lib/contract/state-machine';
import { StateGraph } from '../graph/state-graph';
import { executionPath } from './execution-path.model';
import { VISIT_VIEWS, visitRows } from './visit-rows.model';
import { VisitTable } from './visit-table';

const params = {
  view: parseAsStringLiteral(VISIT_VIEWS).withDefault('all'),
  state: parseAsString,
  visit: parseAsInteger,
};

/** The graph with the path that was taken, and the visits beside it; a chosen state narrows them. */
export function ExecutionSteps({ execution }: { execution: ExecutionDetail }) {
  const [shown, setShown] = useQueryStates(params, { clearOnDefault: true });
  const now = useNow(execution.stoppedAt === null);
  const { graph } = execution;
  const path = useMemo(() => (graph === null ? null : executionPath(execution, graph)), [execution, graph]);
  const rows = useMemo(
    () => visitRows(execution, { view: shown.view, stateId: shown.state, nowMs: now ?? 0 }),
    [execution, shown.view, shown.state, now],
  );
  useHotkeys({ j: () => moveRow(1), k: () => moveRow(-1) } satisfies HandlersOf<typeof EXECUTION_LIST_KEYS>);
  const chosen = graph?.nodes.find((node) => node.id === shown.state);
  return (
    <div className="grid border-b border-line xl:grid-cols-[minmax(0,4fr)_minmax(0,5fr)]">
      <section
        aria-labelledby="execution-path"
        className="min-w-0 border-line px-4 py-4 max-xl:border-b sm:px-5 xl:border-r"
      >
        <h2 id="execution-path" className="mb-2 text-md font-semibold">
          Path
        </h2>
        {graph === null ? (
          <p className="text-muted">
            The definition that it started with is not known any more; the states are listed
            {execution.visits.length === 0 ? ' where they were read' : ' beside'}.
          </p>
        ) : (
          <StateGraph
            graph={graph}
            path={path}
            selected={shown.state}
            onSelect={(state) => void setShown({ state, visit: null })}
          />
        )}
      </section>
      <section aria-labelledby="execution-visits" className="min-w-0 py-4">
        <div className="mb-2 flex flex-wrap items-center gap-2 px-4 sm:px-5">
          <h2 id="execution-visits" className="mr-2 text-md font-semibold">
            States entered
          </h2>
          <Segmented
            label="Which states"
            value={shown.view}
            options={[
              { value: 'all', label: 'All' },
              { value: 'tasks', label: 'Tasks' },
              { value: 'troubled', label: 'Failed and retried' },
            ]}
            onValueChange={(view) => void setShown({ view, visit: null })}
          />
          {shown.state === null ? null : (
            <Chip
              name={`state ${chosen?.name ?? shown.state}`}
              onRemove={() => void setShown({ state: null })}
            >
              state {chosen?.name ?? shown.state}
            </Chip>
          )}
          <span role="status" className="text-xs text-muted">
            {rows.length.toLocaleString('en-US')} of {execution.visits.length.toLocaleString('en-US')}
          </span>
        </div>
        {rows.length === 0 ? (
          <p className="px-4 text-muted sm:px-5">
            {execution.visits.length === 0 ? 'No state was entered yet.' : 'No visit matches the filters.'}
          </p>
        ) : (
          <VisitTable
            rows={rows}
            graph={graph}
            opened={shown.visit}
            onOpen={(visit) => void setShown({ visit })}
          />
        )}
      </section>
    </div>
  );
}
