'use client';
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo, useRef } from 'react';
import { PATTERN_VIEWS, PatternEditor } from '@/components/event-pattern/pattern-editor';
import { PatternPreview } from '@/components/event-pattern/pattern-preview';
import { previewPattern } from '@/components/event-pattern/pattern-preview.model';
import { recordedEventsOptions } from '@/components/event-pattern/recorded-events-options';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { buttonClass } from '@/components/ui/button-class';
import { EditorTitle } from '@/components/ui/editor-title';
import { faultWords } from '@/components/ui/fault-words';
import { rulePath } from '@/components/ui/rule-paths';
import { SaveBar } from '@/components/ui/save-bar';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { useWithin } from '../use-within';
import { CheckPanel } from './check-panel';
import { LoopConfirmation } from './loop-confirmation';
import { FIRST_PATTERN, type RuleDraft } from './rule-draft.model';
import { RuleFields } from './rule-fields';
import { TargetsEditor } from './targets-editor';
import { useRuleEditor } from './use-rule-editor';

/** Writes a rule: what it asks for, what it runs, tried on recorded events and checked with AWS while one types. */
export function RuleEditor({
  initial,
  edits,
  title,
  back,
}: {
  initial: RuleDraft;
  /** An existing rule, whose name and bus stay. */
  edits: boolean;
  title: string;
  back: Route;
}) {
  const router = useRouter();
  const readOnly = useReadOnly();
  const form = useRef<HTMLDivElement>(null);
  const [view, setView] = useQueryState('as', parseAsStringLiteral(PATTERN_VIEWS).withDefault('form'));
  const within = useWithin();
  const editor = useRuleEditor(initial, {
    overwrite: edits,
    withinMs: within.withinMs,
    onClose: ({ eventBusName, ruleName }, settled) => {
      if (settled === 'done' || settled === 'running') router.push(rulePath({ eventBusName, ruleName }));
    },
  });
  const { draft, parsed, plan } = editor;
  const pattern = parsed.ok ? parsed.pattern : null;
  const recorded = useQuery({
    ...recordedEventsOptions(draft.eventBusName, within.withinMs),
    enabled: draft.eventBusName !== '',
    placeholderData: (before) => before,
  });
  const sample = useMemo(() => {
    const events = recorded.data?.events ?? [];
    const match = pattern === null ? undefined : previewPattern(pattern, events).matches[0];
    return match ?? events[0] ?? null;
  }, [pattern, recorded.data]);
  const save = () => {
    if (readOnly || plan.busy || editor.save()) return;
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  useHotkeys({ 'mod+Enter': save }, { enabled: plan.dialog === null && editor.confirming === null });
  const guard = useUnsavedGuard(editor.unsaved);
  return (
    <>
      <EditorTitle title={title} list="Rules" href="/rules" />
      <div className="grid flex-1 gap-x-10 gap-y-8 px-4 py-5 sm:px-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]">
        <div ref={form} className="flex min-w-0 flex-col gap-7">
          <RuleFields editor={editor} fixed={edits} />
          <section aria-labelledby="rule-pattern-editor">
            <h2 id="rule-pattern-editor" className="mb-2 text-md font-semibold">
              Event pattern
            </h2>
            <PatternEditor
              value={draft.eventPattern}
              onChange={(eventPattern) => editor.change({ eventPattern })}
              view={view}
              onView={(next) => void setView(next)}
              fields={recorded.data?.fields ?? []}
              problem={editor.patternProblem}
              untouched={draft.eventPattern === FIRST_PATTERN && editor.blocking === 0}
            />
          </section>
          <TargetsEditor editor={editor} sample={sample} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <PatternPreview
            eventBusName={draft.eventBusName}
            withinMs={within.withinMs}
            pattern={pattern}
            within={within.select}
          />
          <CheckPanel editor={editor} />
        </div>
      </div>
      <SaveBar
        said={
          readOnly
            ? READ_ONLY_WORDS
            : faultWords(editor.blocking, 'field', 'Shows the exact calls first; nothing is changed yet.')
        }
        problem={plan.problem}
        cancel={
          <Link href={back} className={buttonClass()}>
            Cancel
          </Link>
        }
        act="Plan the change"
        busy={plan.busy}
        off={readOnly}
        onSave={save}
      />
      {editor.confirming === null ? null : (
        <LoopConfirmation
          loop={editor.check.data?.loop ?? null}
          onAccept={editor.confirming.accept}
          onCancel={editor.confirming.cancel}
        />
      )}
      {plan.dialog}
      {guard}
    </>
  );
}
