'use client';
import clsx from 'clsx';
import { useId, useRef, useState } from 'react';

const LINE_PX = 18;
const PAD_PX = 8;

/** JSON as text, byte for byte: a textarea with line numbers, the faulty line marked, the size against the limit. */
export function JsonEditor({
  label,
  value,
  onChange,
  said,
  fault,
  size,
  tooLarge = false,
  fewestRows = 7,
  mostRows = 18,
  autoFocus = false,
  readOnly = false,
}: {
  /** Names the field: "Payload, JSON". */
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** What is wrong with it, in a sentence; null where nothing is. */
  said: string | null;
  /** Where `said` points to, from 1. */
  fault: { line: number; column: number } | null;
  /** How large it is of how much, in words. */
  size: string;
  tooLarge?: boolean;
  fewestRows?: number;
  mostRows?: number;
  autoFocus?: boolean;
  readOnly?: boolean;
}) {
  const id = useId();
  const [top, setTop] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = value.split('\n').length;
  const rows = Math.min(Math.max(lines + 1, fewestRows), mostRows);
  const first = Math.max(0, Math.floor(top / LINE_PX) - 2);
  const numbers = Array.from({ length: Math.min(rows + 6, lines - first) }, (_, i) => first + i + 1);
  return (
    <div>
      <div
        className={clsx(
          'relative flex overflow-hidden rounded-md border bg-surface focus-within:outline-2 focus-within:outline-(--focus-ring)',
          said === null ? 'border-line-control' : 'border-failed',
        )}
      >
        <div
          aria-hidden
          className="relative w-11 shrink-0 overflow-hidden border-r border-line font-mono text-xs text-faint"
        >
          <div style={{ transform: `translateY(${PAD_PX + first * LINE_PX - top}px)` }}>
            {numbers.map((number) => (
              <div
                key={number}
                className={clsx(
                  'h-4.5 pr-2 text-right leading-4.5',
                  number === fault?.line && 'bg-failed-soft font-medium text-failed',
                )}
              >
                {number}
              </div>
            ))}
          </div>
        </div>
        <textarea
          ref={area}
          data-autofocus={autoFocus ? '' : undefined}
          aria-label={label}
          aria-invalid={said !== null}
          aria-describedby={`${id}-said ${id}-size`}
          value={value}
          readOnly={readOnly}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => setTop(event.currentTarget.scrollTop)}
          rows={rows}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          placeholder="JSON"
          className="min-w-0 flex-1 resize-y bg-transparent px-2 py-2 font-mono text-xs leading-4.5 whitespace-pre outline-none"
        />
      </div>
      <div className="mt-1 flex flex-wrap gap-x-4 text-xs">
        <p id={`${id}-said`} role="status" className="min-w-0 flex-1 break-words text-failed">
          {said}
          {fault === null ? null : (
            <button
              type="button"
              className="link ml-2 min-h-6"
              onClick={() => {
                const at = offsetOf(value, fault.line, fault.column);
                area.current?.focus();
                area.current?.setSelectionRange(at, at + 1);
              }}
            >
              Go there
            </button>
          )}
        </p>
        <p id={`${id}-size`} className={tooLarge ? 'text-failed' : 'text-muted'}>
          {size}
        </p>
      </div>
    </div>
  );
}

function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let n = 1; n < line; n++) at = text.indexOf('\n', at) + 1;
  return at + column - 1;
}
