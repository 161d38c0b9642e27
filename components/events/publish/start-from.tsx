'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { problemFrom } from '@/components/live/fetch-json';
import { useReadOnly } from '@/components/live/use-read-only';
import { FilterButton } from '@/components/ui/filter-button';
import { IconButton } from '@/components/ui/icon-button';
import { ProblemNote } from '@/components/ui/problem-note';
import { deleteSavedEventAction } from '@/lib/actions/event-actions';
import { queryKeys } from '@/lib/contract/query-keys';
import { savedEventsOptions } from '../events-query-options';
import { type DraftEntry, draftOf } from './draft-entry.model';
import { EVENT_TEMPLATES } from './event-templates';

type Taken = Partial<Omit<DraftEntry, 'draftId'>>;

/** Templates and saved events to begin an entry with. */
export function StartFrom({ onTake }: { onTake: (change: Taken, name: string) => void }) {
  return (
    <FilterButton label="Start from" className="w-72 p-1">
      {(close) => (
        <Choices
          onTake={(change, name) => {
            onTake(change, name);
            close();
          }}
        />
      )}
    </FilterButton>
  );
}

const ROW = 'min-h-7 w-full min-w-0 flex-1 truncate rounded-md px-2 text-left hover:bg-hover';

function Choices({ onTake }: { onTake: (change: Taken, name: string) => void }) {
  const readOnly = useReadOnly();
  const client = useQueryClient();
  const saved = useQuery(savedEventsOptions());
  const remove = useMutation({
    mutationFn: (savedEventId: string) => deleteSavedEventAction({ savedEventId }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.events.saved() }),
  });
  const problem = saved.isError
    ? problemFrom(saved.error)
    : remove.isError
      ? problemFrom(remove.error)
      : remove.data?.ok === false
        ? remove.data.problem
        : null;
  return (
    <>
      <h3 className="px-2 pt-1 text-xs text-muted">Templates</h3>
      <ul>
        {EVENT_TEMPLATES.map(({ name, entry }) => (
          <li key={name}>
            <button type="button" className={ROW} onClick={() => onTake(entry, name)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <h3 className="mt-1 border-t border-line px-2 pt-2 text-xs text-muted">
        Saved events{saved.data?.length === 0 ? ': none yet' : ''}
      </h3>
      {problem === null ? null : <ProblemNote problem={problem} className="m-1" />}
      <ul aria-busy={saved.isFetching}>
        {saved.data?.map(({ savedEventId, name, entry }) => (
          <li key={savedEventId} className="flex items-center">
            <button
              type="button"
              className={ROW}
              title={`${entry.source}, ${entry.detailType}, on ${entry.eventBusName}`}
              onClick={() => {
                const { draftId: _, ...change } = draftOf('', entry);
                onTake(change, name);
              }}
            >
              {name}
            </button>
            <IconButton
              size="icon-sm"
              label={`Delete ${name}`}
              disabled={readOnly || remove.isPending}
              onClick={() => remove.mutate(savedEventId)}
            >
              <Trash2 aria-hidden className="size-3.5" />
            </IconButton>
          </li>
        ))}
      </ul>
    </>
  );
}
