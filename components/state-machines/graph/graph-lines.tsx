import clsx from 'clsx';
import { useId } from 'react';
import { ArrowMarker } from '@/components/ui/arrow-marker';
import { type ExecutionPath, lineKey } from '../execution/execution-path.model';
import { CHARACTER_WIDTH, shortLabel } from './block-layout.model';
import type { GraphLayout } from './graph-layout.model';

/** The transitions: dashed where an error is caught; with a path, those that were taken stand out with how often. */
export function GraphLines({ layout, path }: { layout: GraphLayout; path: ExecutionPath | null }) {
  const id = useId();
  const takenTimes = (from: string, to: string) => path?.takenOf.get(lineKey(from, to)) ?? 0;
  const lines = layout.lines.map((line) => ({ ...line, times: takenTimes(line.from, line.to) }));
  return (
    <svg
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden
      className="pointer-events-none absolute inset-0 max-w-none"
    >
      <defs>
        {(['taken', 'plain'] as const).map((kind) => (
          <ArrowMarker
            key={kind}
            id={`${id}-${kind}`}
            size={7}
            className={kind === 'taken' ? 'fill-(--text)' : 'fill-line-control'}
          />
        ))}
      </defs>
      {lines
        .toSorted((a, b) => Number(a.times > 0) - Number(b.times > 0))
        .map((line) => (
          <g key={line.key} transform={`translate(${line.x} ${line.y})`}>
            <path
              d={line.path}
              fill="none"
              strokeLinejoin="round"
              strokeWidth={line.times > 0 ? 2 : 1.25}
              strokeDasharray={line.kind === 'catch' ? '5 4' : undefined}
              className={line.times > 0 ? 'stroke-(--text)' : 'stroke-line-control'}
              markerEnd={`url(#${id}-${line.times > 0 ? 'taken' : 'plain'})`}
            />
          </g>
        ))}
      {lines.map((line) => {
        const words = [
          line.label === null ? null : shortLabel(line.label),
          line.times > 1 ? `×${line.times}` : null,
        ].filter((part) => part !== null);
        const at = line.labelAt;
        if (words.length === 0) return null;
        return at === null ? (
          <TimesMark key={line.key} line={line} />
        ) : (
          <LineWords
            key={line.key}
            text={words.join(' ')}
            x={line.x + at.x}
            y={line.y + at.y}
            anchor={at.anchor}
            taken={line.times > 0}
          />
        );
      })}
    </svg>
  );
}

/** How often a line without words was taken, beside its beginning. */
function TimesMark({ line }: { line: GraphLayout['lines'][number] & { times: number } }) {
  const [, x = '0', y = '0'] = /^M([\d.-]+) ([\d.-]+)/.exec(line.path) ?? [];
  return (
    <text
      x={line.x + Number(x) + 6}
      y={line.y + Number(y) + 14}
      className="fill-(--text) stroke-(--surface) text-xs font-medium [paint-order:stroke]"
      strokeWidth={4}
    >
      ×{line.times}
    </text>
  );
}

/** Words on a line, on a ground of their own. */
function LineWords({
  text,
  x,
  y,
  anchor,
  taken,
}: {
  text: string;
  x: number;
  y: number;
  anchor: 'middle' | 'start';
  taken: boolean;
}) {
  const width = text.length * CHARACTER_WIDTH;
  return (
    <>
      <rect
        x={anchor === 'middle' ? x - width / 2 : x - 2}
        y={y - 12}
        width={width}
        height={16}
        className="fill-(--surface)"
      />
      <text
        x={x}
        y={y}
        textAnchor={anchor}
        className={clsx('text-xs', taken ? 'fill-(--text) font-medium' : 'fill-(--text-muted)')}
      >
        {text}
      </text>
    </>
  );
}
