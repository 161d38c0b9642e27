'use client';
import { moveRow } from '@/components/ui/move-row';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { useHydrated } from '@/components/ui/use-hydrated';
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
  const hydrated = useHydrated();
  useHotkeys({ j: () => moveRow(1), k: () => moveRow(-1) });
  return (
    <table
      aria-busy={hydrated && busy}
      className={`table-dense stack transition-opacity ${greyed ? 'opacity-60' : ''}`}
    >
      <caption className="sr-only">Events, newest first</caption>
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
    </table>
  );
}
