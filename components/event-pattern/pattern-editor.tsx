'use client';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { JsonEditor } from '@/components/ui/json-editor';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { Segmented } from '@/components/ui/segmented';
import {
  checkEventPatternLength,
  EVENT_PATTERN_QUOTA_CHARACTERS,
} from '@/lib/domain/event-pattern/event-pattern-limits';
import { type ParsedEventPattern, parseEventPattern } from '@/lib/domain/event-pattern/parse-event-pattern';
import { PatternForm } from './pattern-form';
import { PatternWords } from './pattern-words';

export const PATTERN_VIEWS = ['form', 'json'] as const;
export type PatternView = (typeof PATTERN_VIEWS)[number];

/** What the pattern is about, where it is not an event. */
export interface PatternWording {
  /** Names the text: "Event pattern". */
  name: string;
  /** Before its sentences. */
  inWords: string;
  /** Where no field is asked for. */
  empty: string;
  /** A field, as an example. */
  example: string;
}

const OF_EVENT: PatternWording = {
  name: 'Event pattern',
  inWords: 'In words: an event matches when',
  empty: 'No field yet. A pattern asks for at least one field of the event, mostly source and detail-type.',
  example: 'detail.status',
};

/** A pattern as form and as JSON, the text being the truth; judged, measured and read back in words while one types. */
export function PatternEditor({
  value,
  onChange,
  view,
  onView,
  fields,
  problem = null,
  untouched = false,
  judge = parseEventPattern,
  whole = value,
  wording = OF_EVENT,
}: {
  value: string;
  onChange: (text: string) => void;
  view: PatternView;
  onView: (view: PatternView) => void;
  fields: readonly string[];
  /** What AWS or the dashboard's server said of it. */
  problem?: string | null;
  /** Nobody has written in it yet: it is not complained of. */
  untouched?: boolean;
  /** Reads the pattern; where the text is only a part of one, the whole. */
  judge?: (text: string) => ParsedEventPattern;
  /** The text whose length counts. */
  whole?: string;
  wording?: PatternWording;
}) {
  const parsed = useMemo(() => judge(value), [judge, value]);
  const length = checkEventPatternLength(whole);
  const fault = parsed.ok || untouched ? null : parsed.problem;
  const said =
    fault !== null
      ? fault.message
      : untouched
        ? null
        : (problem ?? (length?.severity === 'error' ? length.message : null));
  const size = `${whole.length.toLocaleString('en-US')} of ${EVENT_PATTERN_QUOTA_CHARACTERS.toLocaleString('en-US')} characters`;
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Segmented
          label="Pattern as"
          value={view}
          options={[
            { value: 'form', label: 'Form' },
            { value: 'json', label: 'JSON' },
          ]}
          onValueChange={onView}
        />
        {view === 'json' ? (
          <Button size="sm" variant="ghost" onClick={() => onChange(prettyJsonText(value) ?? value)}>
            Lay out
          </Button>
        ) : null}
      </div>
      {view === 'json' ? (
        <JsonEditor
          label={`${wording.name}, JSON`}
          value={value}
          onChange={onChange}
          said={said}
          fault={fault === null || fault.line === 0 ? null : fault}
          size={size}
          tooLarge={length !== null}
        />
      ) : (
        <>
          <PatternForm value={value} onChange={onChange} fields={fields} wording={wording} />
          <div className="mt-1 flex flex-wrap gap-x-4 text-xs">
            <p role="status" className="min-w-0 flex-1 break-words whitespace-pre-line text-failed">
              {said}
            </p>
            <p className={length === null ? 'text-muted' : 'text-failed'}>{size}</p>
          </div>
        </>
      )}
      {length?.severity === 'warning' ? <p className="mt-1 text-xs text-waiting">{length.message}</p> : null}
      {parsed.ok ? (
        <div className="mt-3">
          <h3 className="mb-1 text-xs text-muted">{wording.inWords}</h3>
          <PatternWords pattern={parsed.pattern} />
        </div>
      ) : null}
    </div>
  );
}
