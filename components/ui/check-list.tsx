'use client';
import { type ReactNode, useId, useState } from 'react';

interface CheckListProps<V extends string> {
  label: string;
  options: readonly { value: V; label: ReactNode; text: string; note?: ReactNode }[];
  chosen: readonly V[];
  onChange: (chosen: V[]) => void;
}

const SEARCH_FROM = 8;

/** A set of choices in a popover; long ones can be narrowed by typing. */
export function CheckList<V extends string>({ label, options, chosen, onChange }: CheckListProps<V>) {
  const [text, setText] = useState('');
  const name = useId();
  const shown = options.filter((option) => option.text.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <fieldset className="flex min-w-56 flex-col">
      <legend className="sr-only">{label}</legend>
      {options.length < SEARCH_FROM ? null : (
        <input
          type="search"
          data-autofocus
          aria-label={`Narrow ${label}`}
          placeholder="Narrow"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="field m-2"
        />
      )}
      <div className="max-h-72 overflow-y-auto py-1">
        {shown.map((option) => (
          <label
            key={option.value}
            className="flex min-h-7 cursor-pointer items-center gap-2 px-3 hover:bg-hover"
          >
            <input
              type="checkbox"
              name={name}
              className="size-3.5 accent-accent"
              checked={chosen.includes(option.value)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, option.value]
                    : chosen.filter((value) => value !== option.value),
                )
              }
            />
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.note === undefined ? null : <span className="text-xs text-faint">{option.note}</span>}
          </label>
        ))}
        {shown.length > 0 ? null : <p className="px-3 py-2 text-muted">Nothing to choose.</p>}
      </div>
    </fieldset>
  );
}
