'use client';
import { CornerDownRight, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import {
  PATTERN_OPERATORS,
  type PatternCondition,
  type PatternOperator,
  withOperator,
} from './pattern-condition.model';
import type { PatternRow as Row } from './pattern-form.model';
import { PatternValues } from './pattern-values';

const OPERATORS = Object.keys(PATTERN_OPERATORS)
  .filter(isOperator)
  .map((value) => ({ value, label: PATTERN_OPERATORS[value] }));

/** One field of the pattern and what its value must be; several conditions are alternatives. */
export function PatternRow({
  row,
  problem,
  fieldsId,
  example,
  onChange,
  onRemove,
}: {
  row: Row;
  problem: string | null;
  /** The list of known fields that the name completes from. */
  fieldsId: string;
  example: string;
  onChange: (row: Row) => void;
  onRemove: () => void;
}) {
  const name = row.field === '' ? 'this field' : row.field;
  const setCondition = (at: number, condition: PatternCondition | null) =>
    onChange({
      ...row,
      conditions: row.conditions.flatMap((each, index) => (index === at ? (condition ?? []) : each)),
    });
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] gap-x-2 gap-y-1 border-b border-line py-2 sm:grid-cols-[minmax(9rem,15rem)_minmax(0,1fr)_auto]">
      <legend className="sr-only">Field {name}</legend>
      <div>
        <input
          aria-label="Field"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `pattern-row-${row.id}`}
          list={fieldsId}
          placeholder={example}
          value={row.field}
          readOnly={row.json !== null}
          onChange={(event) => onChange({ ...row, field: event.target.value })}
          spellCheck={false}
          autoComplete="off"
          className="field w-full font-mono text-xs"
        />
        {problem === null ? null : (
          <p id={`pattern-row-${row.id}`} className="mt-0.5 text-xs text-failed">
            {problem}
          </p>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-1.5 max-sm:order-last max-sm:col-span-2">
        {row.json === null ? (
          <>
            {row.conditions.map((condition, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no identity but their place
              <div key={index} className="flex flex-wrap items-start gap-1.5">
                {index === 0 ? null : <span className="w-4 pt-1 text-xs text-muted">or</span>}
                <OperatorSelect
                  field={name}
                  condition={condition}
                  onChange={(operator) => setCondition(index, withOperator(condition, operator))}
                />
                <PatternValues
                  field={name}
                  condition={condition}
                  onChange={(values) => setCondition(index, { ...condition, values })}
                />
                {row.conditions.length === 1 ? null : (
                  <IconButton
                    label={`Remove this alternative of ${name}`}
                    onClick={() => setCondition(index, null)}
                  >
                    <Trash2 aria-hidden className="size-3.5" />
                  </IconButton>
                )}
              </div>
            ))}
            <Button
              size="sm"
              variant="ghost"
              className="self-start"
              aria-label={`Add an alternative to ${name}`}
              onClick={() =>
                onChange({ ...row, conditions: [...row.conditions, { operator: 'prefix', values: [''] }] })
              }
            >
              <CornerDownRight aria-hidden className="size-3" />
              or …
            </Button>
          </>
        ) : (
          <div>
            <pre className="max-h-32 overflow-auto rounded-md bg-sunken p-2 text-xs whitespace-pre-wrap">
              {row.json}
            </pre>
            <p className="mt-0.5 text-xs text-muted">
              The form cannot show this part; it is kept as it is. Change it in the JSON.
            </p>
          </div>
        )}
      </div>
      <IconButton label={`Remove ${name}`} onClick={onRemove}>
        <Trash2 aria-hidden className="size-3.5" />
      </IconButton>
    </fieldset>
  );
}

function OperatorSelect({
  field,
  condition,
  onChange,
}: {
  field: string;
  condition: PatternCondition;
  onChange: (operator: PatternOperator) => void;
}) {
  return (
    <Select<PatternOperator | 'json'>
      label={`How ${field} is compared`}
      value={condition.operator}
      options={
        condition.operator === 'json' ? [{ value: 'json', label: 'as JSON' }, ...OPERATORS] : OPERATORS
      }
      onValueChange={(operator) => {
        if (operator !== 'json') onChange(operator);
      }}
    />
  );
}

function isOperator(text: string): text is PatternOperator {
  return Object.hasOwn(PATTERN_OPERATORS, text);
}
