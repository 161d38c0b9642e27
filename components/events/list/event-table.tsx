'use client';
import { DenseTable } from '@/components/ui/dense-table';
import { moveRow } from '@/components/ui/move-row';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { EventSummary } from '@/lib/contract/event';
import { EventRow } from './event-row';

interface EventTableProps {
  rows: EventSummary[];
  busy: boolean;
  greyed: boolean;
  selected: string | null;
  hrefOf: (eventKey: string) => string;
  onOpen: (eventKey: string) => void;
}

/** The rows; `j` and `k` walk them, Enter opens the one that has the focus. */
export function EventTable({ rows, busy, greyed, selected, hrefOf, onOpen }: EventTableProps) {
  useHotkeys({ j: () => moveRow(1), k: () => moveRow(-1) });
  return (
    <DenseTable caption="Events, newest first" busy={busy} greyed={greyed}>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Status</th>
          <th scope="col">Detail-type</th>
          <th scope="col">Caused</th>
          <th scope="col" className="@max-4xl/list:hidden">
            Source
          </th>
          <th scope="col" className="@max-5xl/list:hidden">
            Bus
          </th>
          <th scope="col" className="@max-6xl/list:hidden">
            Origin
          </th>
          <th scope="col" className="@max-7xl/list:hidden">
            Detail
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((event) => (
          <EventRow
            key={event.eventKey}
            event={event}
            href={hrefOf(event.eventKey)}
            selected={event.eventKey === selected}
            onOpen={() => onOpen(event.eventKey)}
          />
        ))}
      </tbody>
    </DenseTable>
  );
}
