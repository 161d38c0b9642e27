'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { notify } from '@/components/ui/notify';
import { Popover } from '@/components/ui/popover';
import { ProblemNote } from '@/components/ui/problem-note';
import { saveEventAction } from '@/lib/actions/event-actions';
import type { EventEntry } from '@/lib/contract/event';
import { queryKeys } from '@/lib/contract/query-keys';

const NAME_CUT = 80;

/** Keeps an event under a name, for publishing it again some day. */
export function SaveEventButton({
  entry,
  suggestedName,
  disabled = false,
  size = 'md',
}: {
  entry: EventEntry;
  suggestedName: string;
  disabled?: boolean;
  size?: 'sm' | 'md';
}) {
  const readOnly = useReadOnly();
  return (
    <Popover
      label="Save this event"
      className="w-80 max-w-[calc(100vw-1rem)] p-3"
      trigger={(props) => (
        <button
          type="button"
          {...props}
          disabled={disabled || readOnly}
          title={readOnly ? READ_ONLY_WORDS : undefined}
          className={buttonClass({ variant: size === 'sm' ? 'ghost' : 'secondary', size })}
        >
          <Save aria-hidden className="size-3.5" />
          Save
        </button>
      )}
    >
      {(close) => <SaveForm entry={entry} suggestedName={suggestedName} onSaved={close} />}
    </Popover>
  );
}

function SaveForm({
  entry,
  suggestedName,
  onSaved,
}: {
  entry: EventEntry;
  suggestedName: string;
  onSaved: () => void;
}) {
  const client = useQueryClient();
  const [name, setName] = useState(suggestedName.slice(0, NAME_CUT));
  const save = useMutation({
    mutationFn: () => saveEventAction({ name, entry }),
    onSuccess: async (result) => {
      if (!result.ok) return;
      await client.invalidateQueries({ queryKey: queryKeys.events.saved() });
      notify({ tone: 'success', title: `“${name.trim()}” is saved`, description: 'The form offers it.' });
      onSaved();
    },
  });
  const problem = save.isError ? problemFrom(save.error) : save.data?.ok === false ? save.data.problem : null;
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !save.isPending) save.mutate();
      }}
    >
      <label className="flex flex-col gap-1 text-xs text-muted">
        Save this event as
        <input
          data-autofocus
          maxLength={NAME_CUT}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="field w-full text-base"
        />
      </label>
      <p className="text-xs text-muted">The same name again replaces it.</p>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <Button
        type="submit"
        variant="primary"
        className="self-end"
        disabled={name.trim() === ''}
        busy={save.isPending}
      >
        Save
      </Button>
    </form>
  );
}
