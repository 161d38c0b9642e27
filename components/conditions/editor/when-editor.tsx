'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { PATTERN_VIEWS, PatternEditor } from '@/components/event-pattern/pattern-editor';
import { Button } from '@/components/ui/button';
import { FIRST_WHEN } from './condition-draft.model';
import type { ConditionEditorState } from './use-condition-editor';
import { RECORD_FIELDS, WHEN_STARTERS } from './when-starters';

const WORDING = {
  name: 'When',
  inWords: 'In words: it runs again when',
  empty: 'No field yet. A condition asks for at least one field of the result, mostly of its answer.',
  example: 'responsePayload.status',
};

/** When the function runs again: a pattern over the record of a result, as form and as JSON, read back in words. */
export function WhenEditor({ editor }: { editor: ConditionEditorState }) {
  const { draft, change } = editor;
  const [view, setView] = useQueryState('as', parseAsStringLiteral(PATTERN_VIEWS).withDefault('form'));
  return (
    <section aria-labelledby="condition-when">
      <h2 id="condition-when" className="text-md font-semibold">
        When
      </h2>
      <p className="mb-2 text-xs text-muted">
        Over the record that Lambda keeps of a run: requestContext, requestPayload, responseContext,
        responsePayload. All fields must hold.
      </p>
      {draft.when === FIRST_WHEN ? (
        <div className="mb-3 flex flex-wrap items-center gap-1.5">
          <span className="text-xs text-muted">Start with: when</span>
          {WHEN_STARTERS.map(({ label, when }) => (
            <Button key={label} size="sm" onClick={() => change({ when: JSON.stringify(when, null, 2) })}>
              {label}
            </Button>
          ))}
        </div>
      ) : null}
      <PatternEditor
        value={draft.when}
        onChange={(when) => change({ when })}
        view={view}
        onView={(next) => void setView(next)}
        fields={RECORD_FIELDS}
        problem={editor.whenProblem}
        untouched={editor.whenUntouched}
        wording={WORDING}
      />
    </section>
  );
}
