'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { fromFieldTime, toFieldTime } from '@/components/ui/field-time.model';
import { JsonEditor } from '@/components/ui/json-editor';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { Select } from '@/components/ui/select';
import { timeZonePreference } from '@/components/ui/time-zone-preference';
import { utf8Length } from '@/lib/domain/utf8-length';
import type { DraftCheck, DraftEntry, DraftField } from './draft-entry.model';
import { SuggestedField } from './suggested-field';
import { detailTypesFor, type Suggestion, sourcesFor } from './suggestions.model';

export interface EntryFieldsProps {
  draft: DraftEntry;
  check: DraftCheck;
  /** What the server said of a field. */
  fault: { field: DraftField; message: string } | null;
  busNames: readonly string[];
  suggestions: readonly Suggestion[];
  onChange: (change: Partial<Omit<DraftEntry, 'draftId'>>) => void;
}

/** What is sent: bus, source, detail-type, detail, and what is seldom needed behind one click. */
export function EntryFields({ draft, check, fault, busNames, suggestions, onChange }: EntryFieldsProps) {
  const zone = timeZonePreference.use();
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const touch = (field: DraftField) => setTouched((was) => new Set(was).add(field));
  const said = (field: DraftField): string | null => {
    if (fault?.field === field) return fault.message;
    const filled = field === 'detail' || (draft[field] ?? '') !== '';
    return filled || touched.has(field) ? (check.problems[field] ?? null) : null;
  };
  const { draftId, eventBusName, source } = draft;
  const buses = [...new Set([...(eventBusName === '' ? [] : [eventBusName]), ...busNames])];
  const detailSaid = said('detail');
  return (
    <div className="flex min-w-0 flex-col gap-3 p-3">
      <div className="grid gap-3 sm:grid-cols-[minmax(8rem,12rem)_minmax(0,1fr)_minmax(0,1fr)]">
        <div className="flex flex-col gap-1 text-xs">
          <span aria-hidden className="text-muted">
            Bus
          </span>
          <Select
            label="Bus"
            value={eventBusName}
            options={buses.map((name) => ({ value: name, label: name }))}
            onValueChange={(name) => onChange({ eventBusName: name })}
          />
          {said('eventBusName') === null ? null : (
            <span role="alert" className="text-failed">
              {said('eventBusName')}
            </span>
          )}
        </div>
        <SuggestedField
          id={`source-${draftId}`}
          label="Source"
          placeholder="my.event.source"
          value={source}
          choices={sourcesFor(suggestions, eventBusName)}
          said={said('source')}
          onChange={(text) => onChange({ source: text })}
          onLeave={() => touch('source')}
        />
        <SuggestedField
          id={`detail-type-${draftId}`}
          label="Detail-type"
          placeholder="OrderPlaced"
          value={draft.detailType}
          choices={detailTypesFor(suggestions, eventBusName, source)}
          said={said('detailType')}
          onChange={(text) => onChange({ detailType: text })}
          onLeave={() => touch('detailType')}
        />
      </div>
      <div>
        <div className="mb-1 flex min-h-6 items-center text-xs text-muted">
          Detail
          <Button
            size="sm"
            variant="ghost"
            className="ml-auto"
            disabled={check.syntax !== null}
            onClick={() => onChange({ detail: prettyJsonText(draft.detail) ?? draft.detail })}
          >
            Lay out
          </Button>
        </div>
        <JsonEditor
          label="Detail, JSON object"
          value={draft.detail}
          onChange={(detail) => onChange({ detail })}
          said={detailSaid}
          fault={fault?.field === 'detail' ? null : check.syntax}
          size={`${utf8Length(draft.detail).toLocaleString('en-US')} bytes`}
          fewestRows={5}
        />
      </div>
      <details open={draft.resources !== '' || draft.time !== null}>
        <summary className="w-fit min-h-6 text-xs text-muted">Resources and time</summary>
        <div className="mt-1 grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
          <label className="flex flex-col gap-1 text-xs text-muted">
            Resources, one ARN a line
            <textarea
              value={draft.resources}
              rows={2}
              spellCheck={false}
              aria-invalid={said('resources') !== null}
              onChange={(event) => onChange({ resources: event.target.value })}
              className="field h-auto w-full py-1 font-mono text-xs"
            />
            {said('resources') === null ? null : <span className="text-failed">{said('resources')}</span>}
          </label>
          <label className="flex flex-col gap-1 text-xs text-muted">
            Time, {zone === 'utc' ? 'UTC' : 'local'}; empty for EventBridge’s own
            <input
              type="datetime-local"
              step="1"
              value={toFieldTime(draft.time, zone)}
              onChange={(event) => onChange({ time: fromFieldTime(event.target.value, zone) })}
              className="field"
            />
            {said('time') === null ? null : <span className="text-failed">{said('time')}</span>}
          </label>
        </div>
      </details>
    </div>
  );
}
