'use client';
import { Copy, Trash2 } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { notify } from '@/components/ui/notify';
import type { EntryForecast } from '@/lib/contract/event';
import { SaveEventButton } from '../save-event-button';
import { type DraftEntry, entryOf } from './draft-entry.model';
import { EntryFields, type EntryFieldsProps } from './entry-fields';
import { EntryForecastView } from './entry-forecast';
import { StartFrom } from './start-from';

interface EntryCardProps extends EntryFieldsProps {
  number: number;
  alone: boolean;
  full: boolean;
  forecast: EntryForecast | null;
  /** The forecast is of what was written before. */
  behind: boolean;
  onDuplicate: () => void;
  onRemove: () => void;
}

/** One entry: what is sent on the left, what would become of it on the right. */
export function EntryCard(props: EntryCardProps) {
  const { draft, number, alone, full, check, forecast, behind, onChange } = props;
  const name = `Event ${number}`;
  const replace = (change: Partial<Omit<DraftEntry, 'draftId'>>, from: string) => {
    const { draftId: _, ...before } = draft;
    onChange(change);
    if (before.detail.trim() === '{}' && before.source === '') return;
    notify({
      tone: 'info',
      id: `replaced-${draft.draftId}`,
      title: `${name} is now “${from}”`,
      action: { label: 'Undo', onClick: () => onChange(before) },
    });
  };
  return (
    <section aria-label={name} className="rounded-lg border border-line-strong bg-raised">
      <div className="flex flex-wrap items-center gap-1 border-b border-line px-3 py-1">
        <h2 className="mr-auto font-semibold">
          {name}
          <span className="ml-3 text-xs font-normal text-muted max-sm:hidden">
            {check.bytes.toLocaleString('en-US')} bytes
          </span>
        </h2>
        <StartFrom onTake={replace} />
        <SaveEventButton
          entry={entryOf(draft)}
          suggestedName={draft.detailType}
          disabled={!check.ok}
          size="sm"
        />
        <IconButton label={`Duplicate ${name}`} size="icon-sm" disabled={full} onClick={props.onDuplicate}>
          <Copy aria-hidden className="size-3.5" />
        </IconButton>
        <IconButton label={`Remove ${name}`} size="icon-sm" disabled={alone} onClick={props.onRemove}>
          <Trash2 aria-hidden className="size-3.5" />
        </IconButton>
      </div>
      <div className="grid xl:grid-cols-[minmax(0,1fr)_minmax(22rem,28rem)]">
        <EntryFields {...props} />
        <EntryForecastView draft={draft} ok={check.ok} forecast={forecast} behind={behind} />
      </div>
    </section>
  );
}
