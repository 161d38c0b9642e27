import clsx from 'clsx';
import { Repeat, SquareFunction, Zap } from 'lucide-react';
import { useId, useMemo } from 'react';
import { ArrowMarker } from '@/components/ui/arrow-marker';
import type { LoopCheck } from '@/lib/contract/rule';
import {
  type LoopTone,
  layoutLoop,
  loopSentences,
  NODE_HEIGHT,
  NODE_WIDTH,
  type PlacedEdge,
  type PlacedNode,
} from './loop-picture.model';

const DASH: Record<PlacedEdge['certainty'], string | undefined> = {
  recorded: undefined,
  declared: '6 4',
  possible: '1.5 4',
};
const STROKE: Record<LoopTone, string> = {
  plain: 'stroke-line-control',
  bounded: 'stroke-waiting',
  open: 'stroke-failed',
};
const FILL: Record<LoopTone, string> = {
  plain: 'fill-line-control',
  bounded: 'fill-waiting',
  open: 'fill-failed',
};
const LABEL_CHARACTERS = 22;

/** Rules and the functions that they run, what those publish, and where that leads back; the same in words below. */
export function LoopPicture({ check }: { check: LoopCheck }) {
  const layout = useMemo(() => layoutLoop(check), [check]);
  const sentences = loopSentences(check);
  const id = useId();
  if (check.nodes.length === 0) return null;
  return (
    <figure aria-labelledby={id}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="overflow-x-auto" tabIndex={0} aria-label="Picture of rules and functions">
        <svg
          width={layout.width}
          height={layout.height}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          aria-hidden
          className="block max-w-none"
        >
          <defs>
            {(['plain', 'bounded', 'open'] as const).map((tone) => (
              <ArrowMarker key={tone} id={`${id}-${tone}`} size={9} className={FILL[tone]} />
            ))}
          </defs>
          {layout.edges.map((edge) => (
            <Edge key={edge.key} edge={edge} arrow={`url(#${id}-${edge.tone})`} />
          ))}
          {layout.nodes.map((node) => (
            <Node key={node.id} node={node} />
          ))}
        </svg>
      </section>
      <figcaption id={id} className="mt-2 text-xs">
        {sentences.length === 0 ? (
          <p>
            No loop is known: nothing that a target publishes, as far as it is recorded or declared, matches
            this rule again.
          </p>
        ) : (
          <ul className="flex flex-col gap-1">
            {sentences.map(({ text, open }) => (
              <li key={text} className={`flex gap-1.5 ${open ? 'text-failed' : 'text-waiting'}`}>
                <Repeat aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                <span className="min-w-0 break-words">
                  <strong className="font-medium">
                    {open ? 'Loop without an end: ' : 'Loop with an end: '}
                  </strong>
                  {text}
                </span>
              </li>
            ))}
          </ul>
        )}
        <p className="mt-1.5 text-muted">
          Solid: seen in recorded events. Dashed: declared by a destination or marker. Dotted: possible, not
          excluded.
        </p>
        {check.edges.length === 0 ? null : <EdgeList check={check} />}
      </figcaption>
    </figure>
  );
}

function EdgeList({ check }: { check: LoopCheck }) {
  const labels = new Map(check.nodes.map((node) => [node.id, node.label]));
  return (
    <details className="mt-1">
      <summary className="min-h-6 w-fit leading-6 text-muted">In words, with the evidence</summary>
      <ul className="mt-1 flex flex-col gap-1">
        {check.edges.map((edge) => (
          <li key={`${edge.from} ${edge.to} ${edge.certainty} ${edge.evidence}`} className="break-words">
            {labels.get(edge.from)} {edge.kind === 'targets' ? 'runs' : 'publishes what matches'}{' '}
            {labels.get(edge.to)}{' '}
            <span className="text-muted">
              ({edge.certainty}: {edge.evidence})
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Edge({ edge, arrow }: { edge: PlacedEdge; arrow: string }) {
  return (
    <g>
      <path
        d={edge.path}
        fill="none"
        strokeWidth={edge.tone === 'plain' ? 1.25 : 2}
        strokeLinejoin="round"
        strokeDasharray={DASH[edge.certainty]}
        className={STROKE[edge.tone]}
        markerEnd={arrow}
      />
      {edge.label === null ? null : (
        <text
          x={edge.label.x}
          y={edge.label.y}
          textAnchor="middle"
          strokeWidth={5}
          className={clsx('stroke-surface text-xs font-medium [paint-order:stroke]', FILL[edge.tone])}
        >
          ↻ {edge.label.text}
        </text>
      )}
    </g>
  );
}

function Node({ node }: { node: PlacedNode }) {
  const Icon = node.kind === 'rule' ? Zap : SquareFunction;
  const label =
    node.label.length > LABEL_CHARACTERS ? `${node.label.slice(0, LABEL_CHARACTERS - 1)}…` : node.label;
  return (
    <g transform={`translate(${node.x} ${node.y})`}>
      <title>{node.label}</title>
      <rect
        width={NODE_WIDTH}
        height={NODE_HEIGHT}
        rx={node.kind === 'rule' ? NODE_HEIGHT / 2 : 5}
        strokeWidth={node.tone === 'plain' ? 1 : 2}
        className={clsx(
          node.own ? 'fill-(--surface-selected)' : 'fill-(--surface-raised)',
          STROKE[node.tone],
        )}
      />
      <Icon x={12} y={12} width={16} height={16} className="text-muted" />
      <text x={36} y={18} className="fill-(--text) text-xs font-medium">
        {label}
      </text>
      <text x={36} y={32} className="fill-(--text-muted) text-2xs">
        {node.kind}
        {node.own ? ', this one' : ''}
      </text>
    </g>
  );
}
