'use client';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { RerunDraft } from './rerun-draft.model';

/** What ends it: the counter that the function raises, and who retries a failing run. */
export function RerunBound({
  draft,
  onChange,
  at,
}: {
  draft: RerunDraft;
  onChange: (change: Partial<RerunDraft>) => void;
  at: (field: string, value: string) => string | null;
}) {
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">Until</legend>
      <label className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          checked={draft.counted}
          onChange={(event) => onChange({ counted: event.target.checked })}
          className="size-4 accent-accent"
        />
        a counter that the function itself raises reaches a number
      </label>
      {draft.counted ? (
        <div className="mt-1 grid gap-x-4 gap-y-3 sm:grid-cols-[minmax(0,1fr)_8rem]">
          <TextField
            label="Counter in the record"
            value={draft.boundPath}
            onChange={(boundPath) => onChange({ boundPath })}
            problem={at('bound.path', draft.boundPath) ?? at('bound', draft.boundPath)}
            mono
          />
          <TextField
            label="Stays below"
            value={draft.boundBelow}
            onChange={(boundBelow) => onChange({ boundBelow })}
            problem={at('bound.below', draft.boundBelow)}
            inputMode="numeric"
          />
        </div>
      ) : null}
      <div className="mt-3">
        <Select
          label="Lambda’s own retries of a failing run"
          showLabel
          value={`${draft.maximumRetryAttempts}`}
          options={['0', '1', '2'].map((value) => ({ value, label: value }))}
          onValueChange={(value) => onChange({ maximumRetryAttempts: Number(value) })}
        />
      </div>
    </fieldset>
  );
}
