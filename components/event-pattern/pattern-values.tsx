'use client';
import { Plus, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import { NUMERIC_OPERATORS, type PatternCondition, valueCountOf } from './pattern-condition.model';

interface PatternValuesProps {
  /** Of which field, for the names of the inputs. */
  field: string;
  condition: PatternCondition;
  onChange: (values: string[]) => void;
}

/** The values that a condition compares with, as many as its operator takes. */
export function PatternValues({ field, condition, onChange }: PatternValuesProps) {
  const { operator, values } = condition;
  if (operator === 'json') {
    return (
      <code className="min-h-7 max-w-full rounded-md bg-sunken px-2 py-1 text-xs break-all">{values[0]}</code>
    );
  }
  if (operator === 'numeric') return <NumericValues field={field} values={values} onChange={onChange} />;
  const count = valueCountOf(operator);
  if (count === 'none') return null;
  if (count === 'many') return <ValueList field={field} values={values} onChange={onChange} />;
  return (
    <input
      aria-label={`Value of ${field}`}
      value={values[0] ?? ''}
      onChange={(event) => onChange([event.target.value])}
      spellCheck={false}
      autoComplete="off"
      className="field min-w-32 flex-1 font-mono text-xs"
    />
  );
}

function ValueList({
  field,
  values,
  onChange,
}: Omit<PatternValuesProps, 'condition'> & { values: string[] }) {
  const root = useRef<HTMLSpanElement>(null);
  const grown = useRef(false);
  useEffect(() => {
    if (!grown.current) return;
    grown.current = false;
    const inputs = root.current?.querySelectorAll('input');
    inputs?.[inputs.length - 1]?.focus();
  });
  const shown = values.length === 0 ? [''] : values;
  const add = () => {
    grown.current = true;
    onChange([...shown, '']);
  };
  return (
    <span ref={root} className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
      {shown.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: values have no identity but their place
        <span key={index} className="inline-flex min-w-0 items-center gap-1">
          {index === 0 ? null : <span className="text-xs text-muted">or</span>}
          <input
            aria-label={`Value ${index + 1} of ${field}`}
            value={value}
            size={Math.min(Math.max(value.length, 14), 40)}
            onChange={(event) =>
              onChange(shown.map((each, at) => (at === index ? event.target.value : each)))
            }
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && value !== '') {
                event.preventDefault();
                add();
              } else if (event.key === 'Backspace' && value === '' && shown.length > 1) {
                event.preventDefault();
                grown.current = true;
                onChange(shown.filter((_, at) => at !== index));
              }
            }}
            spellCheck={false}
            autoComplete="off"
            className="field max-w-full min-w-0 font-mono text-xs"
          />
          {shown.length === 1 ? null : (
            <IconButton
              label={`Remove value ${value === '' ? index + 1 : value}`}
              size="icon-sm"
              onClick={() => onChange(shown.filter((_, at) => at !== index))}
            >
              <X aria-hidden className="size-3" />
            </IconButton>
          )}
        </span>
      ))}
      <IconButton label={`Add a value to ${field}`} keys="Enter" size="icon-sm" onClick={add}>
        <Plus aria-hidden className="size-3.5" />
      </IconButton>
    </span>
  );
}

function NumericValues({
  field,
  values,
  onChange,
}: Omit<PatternValuesProps, 'condition'> & { values: string[] }) {
  const set = (at: number, value: string) =>
    onChange(values.map((each, index) => (index === at ? value : each)));
  const pairs = Array.from({ length: values.length / 2 }, (_, pair) => pair * 2);
  return (
    <span className="flex flex-1 flex-wrap items-center gap-1">
      {pairs.map((at) => (
        <span key={at} className="inline-flex items-center gap-1">
          {at === 0 ? null : <span className="text-xs text-muted">and</span>}
          <Select
            label={at === 0 ? `Comparison of ${field}` : `Second comparison of ${field}`}
            value={values[at] ?? '<'}
            options={NUMERIC_OPERATORS.map((operator) => ({ value: operator, label: operator }))}
            onValueChange={(operator) => set(at, operator)}
          />
          <input
            aria-label={at === 0 ? `Number of ${field}` : `Second number of ${field}`}
            inputMode="decimal"
            value={values[at + 1] ?? ''}
            onChange={(event) => set(at + 1, event.target.value)}
            autoComplete="off"
            className="field w-24 font-mono text-xs"
          />
        </span>
      ))}
      {values.length === 2 ? (
        <IconButton
          label={`Add a second comparison to ${field}`}
          size="icon-sm"
          onClick={() => onChange([...values, values[0]?.startsWith('<') === true ? '>=' : '<=', ''])}
        >
          <Plus aria-hidden className="size-3.5" />
        </IconButton>
      ) : (
        <IconButton
          label={`Remove the second comparison of ${field}`}
          size="icon-sm"
          onClick={() => onChange(values.slice(0, 2))}
        >
          <X aria-hidden className="size-3" />
        </IconButton>
      )}
    </span>
  );
}
