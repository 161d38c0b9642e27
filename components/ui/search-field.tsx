'use client';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

const TYPING_MS = 250;

/** Free text; the URL follows when typing pauses. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
}: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  const [shownValue, setShownValue] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (value !== shownValue) {
    setShownValue(value);
    setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <search className="relative min-w-56 flex-1 sm:max-w-96">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          clearTimeout(timer.current);
          onChange(text);
        }}
      >
        <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted" />
        <input
          type="search"
          data-page-search
          aria-label={label}
          placeholder={placeholder}
          maxLength={500}
          value={text}
          onChange={(event) => {
            const next = event.target.value;
            setText(next);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => onChange(next), TYPING_MS);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text === '') event.currentTarget.blur();
          }}
          className="field w-full pl-8"
        />
      </form>
    </search>
  );
}
