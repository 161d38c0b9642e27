'use client';
import type { Choice } from './suggestions.model';

/** A text field that offers what is known; anything else may be written. */
export function SuggestedField({
  id,
  label,
  placeholder,
  value,
  choices,
  said,
  onChange,
  onLeave,
}: {
  id: string;
  label: string;
  placeholder: string;
  value: string;
  choices: readonly Choice[];
  said: string | null;
  onChange: (text: string) => void;
  onLeave: () => void;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1 text-xs">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <input
        id={id}
        list={`${id}-known`}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-invalid={said !== null}
        aria-describedby={said === null ? undefined : `${id}-said`}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
        className="field w-full font-mono"
      />
      <datalist id={`${id}-known`}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.from}
          </option>
        ))}
      </datalist>
      {said === null ? null : (
        <span id={`${id}-said`} className="break-words text-failed">
          {said}
        </span>
      )}
    </div>
  );
}
