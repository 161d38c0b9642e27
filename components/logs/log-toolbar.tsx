'use client';
import { ArrowDown, ArrowUp, Download, WrapText } from 'lucide-react';
import { CopyButton } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import { LOG_LEVELS, type LogFilter } from './log-filter.model';

const LEVEL_LABEL = {
  all: 'All levels',
  INFO: 'INFO and up',
  WARN: 'WARN and up',
  ERROR: 'ERROR and up',
} as const;

/** Search, filter, wrap, copy, download. */
export function LogToolbar({
  words,
  onWords,
  hits,
  hit,
  onHit,
  filter,
  onFilter,
  wrap,
  onWrap,
  text,
  fileName,
}: {
  words: string;
  onWords: (words: string) => void;
  hits: number;
  /** from 0 */
  hit: number;
  onHit: (by: 1 | -1) => void;
  filter: LogFilter;
  onFilter: (filter: LogFilter) => void;
  wrap: boolean;
  onWrap: (wrap: boolean) => void;
  text: () => string;
  fileName: string;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 border-b border-line px-4 py-1.5 text-xs">
      <input
        type="search"
        aria-label="Search in this log"
        placeholder="Search"
        value={words}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onHit(event.shiftKey ? -1 : 1);
        }}
        className="field min-w-20 flex-1"
      />
      {words.trim() === '' ? null : (
        <>
          <span role="status" className="min-w-14 text-center text-muted">
            {hits === 0 ? 'no hit' : `${hit + 1} of ${hits}`}
          </span>
          <IconButton
            size="icon-sm"
            label="Previous hit"
            keys="⇧Enter"
            disabled={hits === 0}
            onClick={() => onHit(-1)}
          >
            <ArrowUp aria-hidden className="size-3.5" />
          </IconButton>
          <IconButton
            size="icon-sm"
            label="Next hit"
            keys="Enter"
            disabled={hits === 0}
            onClick={() => onHit(1)}
          >
            <ArrowDown aria-hidden className="size-3.5" />
          </IconButton>
        </>
      )}
      <Select
        label="Level"
        value={filter.level}
        options={LOG_LEVELS.map((level) => ({ value: level, label: LEVEL_LABEL[level] }))}
        onValueChange={(level) => onFilter({ ...filter, level })}
      />
      <label className="inline-flex min-h-6 items-center gap-1 text-muted">
        <input
          type="checkbox"
          checked={filter.system}
          onChange={(event) => onFilter({ ...filter, system: event.target.checked })}
          className="m-1 size-4 accent-accent"
        />
        system
      </label>
      <span className="ml-auto flex">
        <IconButton
          size="icon-sm"
          label={wrap ? 'Do not wrap lines' : 'Wrap lines'}
          aria-pressed={wrap}
          onClick={() => onWrap(!wrap)}
        >
          <WrapText aria-hidden className={`size-3.5 ${wrap ? 'text-accent' : ''}`} />
        </IconButton>
        <CopyButton text={text} what="the lines shown" />
        <IconButton
          size="icon-sm"
          label="Download the lines shown"
          onClick={() => download(text(), fileName)}
        >
          <Download aria-hidden className="size-3.5" />
        </IconButton>
      </span>
    </div>
  );
}

function download(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(url);
}
