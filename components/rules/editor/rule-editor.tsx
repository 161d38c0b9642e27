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
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { Kbd } from '@/components/ui/kbd';
import { ProblemNote } from '@/components/ui/problem-note';
import { rulePath } from '@/components/ui/rule-paths';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { useHotkeys } from '@/components/ui/use-hotkeys';
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
  return (
    <>
      <header className="border-b border-line px-4 py-3 sm:px-5">
        <p className="text-xs text-muted">
          <Link href="/rules" className="hover:underline">
            Rules
          </Link>
        </p>
        <h1 className="text-lg font-semibold break-all">{title}</h1>
      </header>
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
      <footer className="sticky bottom-0 z-20 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-4 py-2.5 sm:px-5">
        <p role="status" className="mr-auto text-xs text-muted">
          {readOnly
            ? READ_ONLY_WORDS
            : editor.blocking > 0
              ? `${editor.blocking === 1 ? 'One field needs' : `${editor.blocking} fields need`} a look.`
              : 'Shows the exact calls first; nothing is changed yet.'}
        </p>
        {plan.problem === null ? null : <ProblemNote problem={plan.problem} className="basis-full" />}
        <Link href={back} className={buttonClass()}>
          Cancel
        </Link>
        <Button variant="primary" busy={plan.busy} disabled={readOnly} onClick={save}>
          Plan the change
          <Kbd className="border-transparent bg-transparent text-on-accent max-sm:hidden">⌘/Ctrl Enter</Kbd>
        </Button>
      </footer>
      {editor.confirming === null ? null : (
        <LoopConfirmation
          loop={editor.check.data?.loop ?? null}
          onAccept={editor.confirming.accept}
          onCancel={editor.confirming.cancel}
        />
      )}
      {plan.dialog}
    </>
  );
}

export function RuleEditorSkeleton() {
  return (
    <>
      <div className="h-[69px] border-b border-line" />
      <RowsSkeleton rows={8} label="Opening the editor" />
    </>
  );
}
