import clsx from 'clsx';
import type { ReactNode } from 'react';

interface SegmentedProps<V extends string> {
  label: string;
  value: V | null;
  options: readonly { value: V; label: string; note?: ReactNode }[];
  onValueChange: (value: V) => void;
}

/** A few views of the same thing, one of them on. */
export function Segmented<V extends string>({ label, value, options, onValueChange }: SegmentedProps<V>) {
  return (
    <fieldset className="inline-flex h-7 min-w-0 rounded-md border border-line-control/60 bg-raised">
      <legend className="sr-only">{label}</legend>
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onValueChange(option.value)}
          className={clsx(
            'inline-flex items-center gap-1.5 px-2.5',
            index === 0 && 'rounded-l-[4px]',
            index === options.length - 1 && 'rounded-r-[4px]',
            index > 0 && 'border-l border-line-strong',
            option.value === value
              ? 'bg-selected font-medium forced-colors:underline'
              : 'text-muted hover:bg-hover hover:text-text',
          )}
        >
          {option.label}
          {option.note === undefined ? null : <span className="text-xs text-muted">{option.note}</span>}
        </button>
      ))}
    </fieldset>
  );
}
