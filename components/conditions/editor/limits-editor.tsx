'use client';
import { Segmented } from '@/components/ui/segmented';
import { TextField } from '@/components/ui/text-field';
import { LIMIT_FIELDS, type LimitField, secondsWords } from './condition-limits.model';
import { DelayPreview } from './delay-preview';
import type { ConditionEditorState } from './use-condition-editor';

const ATTEMPTS: readonly LimitField[] = ['maxAttempts', 'delaySeconds', 'backoffRate', 'maxDelaySeconds'];
const ENDS: readonly LimitField[] = ['windowSeconds', 'budgetUsd', 'ratePerSecond', 'maxAgeSeconds'];

/** How often, how soon, for how long, and at which cost. */
export function LimitsEditor({ editor }: { editor: ConditionEditorState }) {
  const { draft, change } = editor;
  return (
    <section aria-labelledby="condition-limits">
      <h2 id="condition-limits" className="mb-2 text-md font-semibold">
        Limits
      </h2>
      <div className="grid gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,17rem)]">
        <div className="grid content-start gap-x-4 gap-y-3 sm:grid-cols-2">
          <LimitFields editor={editor} fields={ATTEMPTS} />
          <div className="sm:col-span-2">
            <p className="mb-0.5 text-xs text-muted">Jitter</p>
            <Segmented
              label="Jitter"
              value={draft.limits.jitter}
              options={[
                { value: 'NONE', label: 'None: the delay as it is' },
                { value: 'FULL', label: 'Full: any part of it' },
              ]}
              onValueChange={(jitter) => change({ limits: { ...draft.limits, jitter } })}
            />
          </div>
          <LimitFields editor={editor} fields={ENDS} />
        </div>
        <DelayPreview limits={draft.limits} />
      </div>
    </section>
  );
}

function LimitFields({
  editor: { draft, changeLimit, problemAt },
  fields,
}: {
  editor: ConditionEditorState;
  fields: readonly LimitField[];
}) {
  return LIMIT_FIELDS.filter(({ field }) => fields.includes(field)).map(
    ({ field, label, hint, empty, seconds }) => {
      const value = draft.limits[field];
      const words = seconds ? secondsWords(value) : null;
      return (
        <TextField
          key={field}
          label={label}
          value={value}
          onChange={(text) => changeLimit(field, text)}
          problem={problemAt(`limits.${field}`, value)}
          hint={words === null ? hint : `= ${words}`}
          inputMode="numeric"
          {...(empty === null ? {} : { placeholder: empty })}
        />
      );
    },
  );
}
