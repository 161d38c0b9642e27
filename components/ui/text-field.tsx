'use client';
import { type ReactNode, useId } from 'react';

/** A labelled field of one line with what is wrong with it below. */
export function TextField({
  label,
  value,
  onChange,
  problem,
  hint,
  mono = false,
  list,
  readOnly = false,
  inputMode,
  placeholder,
  className = '',
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem: string | null;
  hint?: ReactNode;
  mono?: boolean;
  /** ID of a datalist. */
  list?: string | undefined;
  readOnly?: boolean;
  inputMode?: 'numeric';
  placeholder?: string;
  className?: string;
}) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-0.5 block text-xs text-muted">
        {label}
      </label>
      <input
        id={id}
        value={value}
        readOnly={readOnly}
        list={list}
        inputMode={inputMode}
        placeholder={placeholder}
        aria-invalid={problem !== null}
        aria-describedby={problem === null && hint === undefined ? undefined : `${id}-said`}
        onChange={(event) => onChange(event.target.value)}
        spellCheck={false}
        autoComplete="off"
        className={`field w-full read-only:bg-sunken ${mono ? 'font-mono text-xs' : ''} ${problem === null ? '' : 'border-failed'}`}
      />
      {problem === null && hint === undefined ? null : (
        <p
          id={`${id}-said`}
          className={`mt-0.5 text-xs break-words ${problem === null ? 'text-muted' : 'text-failed'}`}
        >
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}
