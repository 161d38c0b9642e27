'use client';
import type { Route } from 'next';
import Link from 'next/link';
import { harmlessText } from '@/components/ui/harmless-text';
import { RelativeTime } from '@/components/ui/relative-time';
import type { EventSummary } from '@/lib/contract/event';
import { CausedHops } from '../caused-hops';
import { EventBadge } from '../event-badge';
import { originWords } from './event-filters.model';

interface EventRowProps {
  event: EventSummary;
  href: string;
  selected: boolean;
  onOpen: () => void;
}

/** One event: its link is its address, a click anywhere else on the row is an extra. */
export function EventRow({ event, href, selected, onOpen }: EventRowProps) {
  return (
    <tr
      data-selected={selected}
      onClick={(click) => {
        const inControl = click.target instanceof Element && click.target.closest('a, button') !== null;
        if (inControl || click.defaultPrevented || window.getSelection()?.isCollapsed === false) return;
        if (click.metaKey || click.ctrlKey) window.open(href, '_blank', 'noopener');
        else onOpen();
      }}
      className="cursor-pointer"
    >
      <td className="text-muted stacked:order-2">
        <RelativeTime at={event.at} className="stacked:text-right" />
      </td>
      <td className="stacked:order-1">
        <EventBadge status={event.status} />
      </td>
      <td className="max-w-64 stacked:order-3 stacked:max-w-none stacked:basis-full">
        <Link
          href={href as Route}
          prefetch={false}
          scroll={false}
          data-row-link
          aria-current={selected ? 'true' : undefined}
          onClick={(click) => {
            if (click.metaKey || click.ctrlKey || click.shiftKey) return;
            click.preventDefault();
            onOpen();
          }}
          className="block truncate font-medium hover:underline"
        >
          {harmlessText(event.detailType)}
        </Link>
      </td>
      <td data-label="Caused" className="max-w-72 stacked:order-4 stacked:max-w-full">
        <CausedHops event={event} />
      </td>
      <td data-label="Source" className="max-w-56 @max-4xl/list:hidden stacked:order-5 stacked:max-w-full">
        <code className="block truncate text-xs">{harmlessText(event.source)}</code>
      </td>
      <td data-label="Bus" className="max-w-40 @max-5xl/list:hidden stacked:order-6 stacked:max-w-full">
        <span className="block truncate">{event.eventBusName}</span>
      </td>
      <td data-label="Origin" className="whitespace-nowrap text-muted @max-6xl/list:hidden stacked:order-7">
        {originWords(event)}
      </td>
      <td className="w-full max-w-0 min-w-32 @max-7xl/list:hidden stacked:hidden!">
        <code className="block truncate text-xs text-faint">{harmlessText(event.detailStart)}</code>
      </td>
    </tr>
  );
}
