'use client';
import { type ReactNode, useRef } from 'react';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { faultWords } from '@/components/ui/fault-words';
import { SaveBar } from '@/components/ui/save-bar';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import type { ConditionDetail } from '@/lib/contract/condition';
import { RehearsalPanel } from '../rehearsal/rehearsal-panel';
import { CheckPanel } from './check-panel';
import type { ConditionDraft } from './condition-draft.model';
import { ConditionFields } from './condition-fields';
import { Enactments } from './enactments';
import { HowEditor } from './how-editor';
import { LimitsEditor } from './limits-editor';
import { useConditionEditor } from './use-condition-editor';
import { WhenEditor } from './when-editor';

/** Writes a condition: when, limits and how, compiled to each way and tried on recorded runs while one types. */
export function ConditionEditor({
  initial,
  onSaved,
  cancel,
}: {
  initial: ConditionDraft;
  onSaved: (saved: ConditionDetail) => void;
  /** The way out without saving. */
  cancel?: ReactNode;
}) {
  const readOnly = useReadOnly();
  const form = useRef<HTMLDivElement>(null);
  const editor = useConditionEditor(initial, onSaved);
  const { draft, change, check, refusal } = editor;
  const save = () => {
    if (readOnly || editor.busy || editor.save()) return;
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  // it may be kept behind another tab
  useHotkeys({ 'mod+Enter': () => (form.current?.checkVisibility() === true ? save() : false) });
  const guard = useUnsavedGuard(editor.unsaved);
  return (
    <>
      <div className="grid flex-1 gap-x-10 gap-y-8 px-4 py-5 sm:px-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]">
        <div ref={form} className="flex min-w-0 flex-col gap-7">
          <ConditionFields editor={editor} />
          <WhenEditor editor={editor} />
          <LimitsEditor editor={editor} />
          <HowEditor editor={editor} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <CheckPanel editor={editor} />
          <RehearsalPanel condition={editor.rehearsable} />
        </div>
        <div className="min-w-0 xl:col-span-2">
          <Enactments
            enactments={check.data?.enactments ?? []}
            how={draft.how}
            onHow={(how) => change({ how })}
            stale={check.stale}
          />
        </div>
      </div>
      <SaveBar
        said={
          readOnly
            ? READ_ONLY_WORDS
            : faultWords(
                editor.blocking,
                'field',
                'Saving changes nothing in AWS; deploying shows the exact calls first.',
              )
        }
        problem={refusal}
        cancel={cancel}
        act="Save"
        busy={editor.busy}
        off={readOnly}
        onSave={save}
      />
      {guard}
    </>
  );
}
