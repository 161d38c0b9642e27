'use client';
import { Plus } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { patternForm, patternText, type PatternRow as Row } from './pattern-form.model';
import { PatternRow } from './pattern-row';

/** The pattern as rows. What is typed goes out as JSON text as soon as the rows make one. */
export function PatternForm({
  value,
  onChange,
  fields,
  wording,
}: {
  value: string;
  onChange: (text: string) => void;
  /** Fields that recorded events have. */
  fields: readonly string[];
  wording: { empty: string; example: string };
}) {
  const fieldsId = useId();
  const list = useRef<HTMLDivElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    list.current?.querySelector<HTMLElement>('fieldset:last-of-type input')?.focus();
  });
  const [shown, setShown] = useState(() => ({ of: value, form: patternForm(value) }));
  if (shown.of !== value) setShown({ of: value, form: patternForm(value) });
  const { form } = shown;
  if (!form.ok) return <p className="py-2 text-muted">The form cannot show this pattern. {form.reason}</p>;
  const { rows } = form;
  const made = patternText(rows);
  const change = (next: Row[]) => {
    const text = patternText(next);
    const of = text.ok ? text.text : value;
    setShown({ of, form: { ok: true, rows: next } });
    if (of !== value) onChange(of);
  };
  return (
    <div>
      <div ref={list} className="border-t border-line">
        {rows.length === 0 ? <p className="border-b border-line py-2 text-muted">{wording.empty}</p> : null}
        {rows.map((row) => (
          <PatternRow
            key={row.id}
            row={row}
            problem={made.ok ? null : (made.problems.get(row.id) ?? null)}
            fieldsId={fieldsId}
            example={wording.example}
            onChange={(changed) => change(rows.map((each) => (each.id === row.id ? changed : each)))}
            onRemove={() => change(rows.filter((each) => each.id !== row.id))}
          />
        ))}
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button
          size="sm"
          onClick={() => {
            added.current = true;
            const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
            const conditions = [{ operator: 'equals' as const, values: [''] }];
            change([...rows, { id, field: '', conditions, json: null }]);
          }}
        >
          <Plus aria-hidden className="size-3.5" />
          Add a field
        </Button>
        <p className="text-xs text-muted">
          All fields must hold. Text needs no quotes, but "5" and "true" in quotes are text.
        </p>
      </div>
      <datalist id={fieldsId}>
        {fields.map((field) => (
          <option key={field} value={field} />
        ))}
      </datalist>
    </div>
  );
}
