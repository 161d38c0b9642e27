'use client';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { FilterBar } from '@/components/ui/filter-bar';
import { SearchField } from '@/components/ui/search-field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import type { EventBus } from '@/lib/contract/event';
import { filtersInForce, RANGE_WORDS } from './event-filters.model';
import { EVENT_ORIGINS, EVENT_RANGES } from './event-search-params';
import type { useEventList } from './use-event-list';

const ORIGINS: Record<(typeof EVENT_ORIGINS)[number], string> = {
  all: 'All events',
  published: 'Published here',
  seen: 'Seen on a bus',
  failed: 'Refused by AWS',
};

/** What narrows the list, and the filters in force, each removable. */
export function EventFilterBar({
  list: { state, change, reset },
  buses,
}: {
  list: ReturnType<typeof useEventList>;
  buses: readonly EventBus[] | undefined;
}) {
  const names = [...new Set([...(state.bus === '' ? [] : [state.bus]), ...(buses?.map(nameOf) ?? [])])];
  const inForce = filtersInForce(state);
  return (
    <FilterBar>
      <Segmented
        label="What they caused"
        value={state.caused}
        options={[
          { value: 'all', label: 'All' },
          { value: 'nothing', label: 'Nothing ran' },
          { value: 'runs', label: 'Caused runs' },
        ]}
        onValueChange={(caused) => change({ caused })}
      />
      <SearchField
        label="Search events by source, detail-type or event ID"
        placeholder="Source, detail-type, event ID"
        value={state.q}
        onChange={(q) => change({ q }, { typing: true })}
      />
      <Select
        label="Bus"
        className="max-w-48"
        value={state.bus}
        options={[{ value: '', label: 'Any bus' }, ...names.map((name) => ({ value: name, label: name }))]}
        onValueChange={(bus) => change({ bus })}
      />
      <Select
        label="Origin"
        value={state.origin}
        options={EVENT_ORIGINS.map((value) => ({ value, label: ORIGINS[value] }))}
        onValueChange={(origin) => change({ origin })}
      />
      <Select
        label="Time range"
        value={state.range}
        options={EVENT_RANGES.map((value) => ({ value, label: RANGE_WORDS[value] }))}
        onValueChange={(range) => change({ range })}
      />
      {inForce.filter(isChip).map((filter) => (
        <Chip key={filter.key} name={filter.label} onRemove={() => change({ [filter.key]: null })}>
          {filter.label}
        </Chip>
      ))}
      {inForce.length > 0 ? (
        <Button variant="ghost" size="sm" onClick={reset}>
          Reset
        </Button>
      ) : null}
    </FilterBar>
  );
}

const nameOf = (bus: EventBus) => bus.eventBusName;
/** A time range and what was caused are seen, and changed, where they are chosen. */
const isChip = ({ key }: { key: string }) => key === 'bus' || key === 'origin' || key === 'q';
