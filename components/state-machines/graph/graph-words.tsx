import type { StateMachineGraph } from '@/lib/contract/state-machine';
import type { ExecutionPath } from '../execution/execution-path.model';
import { VISIT_LOOK } from '../visit-look';
import { traceWords } from './graph-state';
import { graphWords } from './graph-words.model';

const MOST_LISTED = 500;

/** The same graph in words. */
export function GraphWords({ graph, path }: { graph: StateMachineGraph; path: ExecutionPath | null }) {
  const all = graphWords(graph);
  const more = all.length - MOST_LISTED;
  return (
    <details className="mt-2 text-xs">
      <summary className="min-h-6 w-fit leading-6 text-muted">
        In words, {all.length === 1 ? '1 state' : `${all.length.toLocaleString('en-US')} states`}
      </summary>
      <ol className="mt-1 flex list-decimal flex-col gap-1 pl-6">
        {all.slice(0, MOST_LISTED).map(({ id, name, what, ways }) => {
          const trace = path?.stateOf.get(id);
          return (
            <li key={id} className="break-words">
              <strong className="font-medium">{name}</strong> <span className="text-muted">({what})</span>
              {ways.length === 0 ? '.' : `: ${ways.join('; ')}.`}
              {path === null
                ? null
                : trace === undefined
                  ? ' Not entered.'
                  : ` ${VISIT_LOOK[trace.status].word}, ${traceWords(trace)}.`}
            </li>
          );
        })}
      </ol>
      {more > 0 ? <p className="text-muted">and {more.toLocaleString('en-US')} more</p> : null}
    </details>
  );
}
