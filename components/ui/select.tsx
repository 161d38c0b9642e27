import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';

interface SelectProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onValueChange: (value: V) => void;
  /** The label stands beside it; otherwise it is only read out. */
  showLabel?: boolean;
  disabled?: boolean;
  className?: string;
}

/** The platform's select: right on a phone, right for a screen reader. */
export function Select<V extends string>({
  label,
  value,
  options,
  onValueChange,
  showLabel = false,
  disabled = false,
  className,
}: SelectProps<V>) {
  return (
    <label className={clsx('inline-flex min-w-0 items-center gap-2', className)}>
      <span className={showLabel ? 'text-xs text-muted' : 'sr-only'}>{label}</span>
      <span className="relative inline-flex min-w-0">
        <select
          value={value}
          disabled={disabled}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onValueChange(chosen.value);
          }}
          className="field min-w-0 appearance-none truncate pr-7"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-1.5 right-2 size-4 text-muted" />
      </span>
    </label>
  );
}
