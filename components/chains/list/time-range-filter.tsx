'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { fromFieldTime, toFieldTime } from '@/components/ui/field-time.model';
import { FilterButton } from '@/components/ui/filter-button';
import { formatDateTime } from '@/components/ui/format-time';
import { timeZonePreference } from '@/components/ui/time-zone-preference';
import { TIME_RANGES, type TimeRange } from './chain-search-params';

const WORDS: Record<TimeRange, string> = {
  '15m': 'Last 15 min',
  '1h': 'Last 1 h',
  '6h': 'Last 6 h',
  '24h': 'Last 24 h',
  '7d': 'Last 7 d',
  '30d': 'Last 30 d',
  all: 'All time',
};

interface TimeRangeFilterProps {
  range: TimeRange;
  from: string | null;
  to: string | null;
  onRange: (range: TimeRange) => void;
  onWindow: (from: string | null, to: string | null) => void;
}

/** Relative ranges stay relative in the URL; a window of its own is typed, or brushed in the chart. */
export function TimeRangeFilter({ range, from, to, onRange, onWindow }: TimeRangeFilterProps) {
  const zone = timeZonePreference.use();
  const custom = from !== null || to !== null;
  const say = (iso: string | null) => (iso === null ? '…' : formatDateTime(Date.parse(iso), zone));
  return (
    <FilterButton
      label="Time range"
      summary={custom ? `${say(from)} – ${say(to)}` : WORDS[range]}
      className="w-72 p-1"
    >
      {(close) => (
        <>
          <div className="grid grid-cols-2 gap-0.5">
            {TIME_RANGES.map((value) => (
              <Button
                key={value}
                variant="ghost"
                aria-pressed={!custom && value === range}
                className="justify-start aria-pressed:bg-selected aria-pressed:text-text"
                onClick={() => {
                  onRange(value);
                  close();
                }}
              >
                {WORDS[value]}
              </Button>
            ))}
          </div>
          <CustomWindow key={zone} from={from} to={to} onWindow={onWindow} close={close} />
        </>
      )}
    </FilterButton>
  );
}

function CustomWindow({
  from,
  to,
  onWindow,
  close,
}: Pick<TimeRangeFilterProps, 'from' | 'to' | 'onWindow'> & { close: () => void }) {
  const zone = timeZonePreference.use();
  const [fromText, setFromText] = useState(toFieldTime(from, zone));
  const [toText, setToText] = useState(toFieldTime(to, zone));
  const fromIso = fromFieldTime(fromText, zone);
  const toIso = fromFieldTime(toText, zone);
  const reversed = fromIso !== null && toIso !== null && fromIso >= toIso;
  return (
    <form
      className="mt-1 flex flex-col gap-2 border-t border-line p-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (reversed || (fromIso === null && toIso === null)) return;
        onWindow(fromIso, toIso);
        close();
      }}
    >
      {[
        { name: 'From', text: fromText, set: setFromText },
        { name: 'To', text: toText, set: setToText },
      ].map(({ name, text, set }) => (
        <label key={name} className="flex items-center justify-between gap-2">
          <span className="text-xs text-muted">{name}</span>
          <input
            type="datetime-local"
            step="1"
            value={text}
            aria-invalid={reversed}
            aria-describedby={reversed ? 'window-reversed' : undefined}
            onChange={(event) => set(event.target.value)}
            className="field"
          />
        </label>
      ))}
      {reversed ? (
        <p id="window-reversed" className="text-xs text-failed">
          The end must be after the beginning.
        </p>
      ) : null}
      <div className="flex items-center justify-between">
        <span className="text-xs text-faint">{zone === 'utc' ? 'Times in UTC' : 'Times in local time'}</span>
        <Button type="submit" size="sm" variant="primary">
          Show
        </Button>
      </div>
    </form>
  );
}
