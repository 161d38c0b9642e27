'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { buttonClass } from '@/components/ui/button-class';
import { EditorTitle } from '@/components/ui/editor-title';
import { faultWords } from '@/components/ui/fault-words';
import { JsonEditor } from '@/components/ui/json-editor';
import { JsonSection } from '@/components/ui/json-section';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { ProblemNote } from '@/components/ui/problem-note';
import { SaveBar } from '@/components/ui/save-bar';
import { Segmented } from '@/components/ui/segmented';
import { stateMachinePath } from '@/components/ui/state-machine-paths';
import { TextField } from '@/components/ui/text-field';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { StateGraph } from '../graph/state-graph';
import { DefinitionProblems } from './definition-problems';
import { lineStart } from './line-start.model';
import { type StateMachineDraft, useStateMachineEditor } from './use-state-machine-editor';

const DEFINITION_LIMIT = 1_048_576;

/** Writes a definition with its graph beside, checked with Step Functions while one types; saving is a plan. */
export function StateMachineEditor({
  initial,
  edits,
  title,
  back,
}: {
  initial: StateMachineDraft;
  /** An existing one, whose name and type stay. */
  edits: boolean;
  title: string;
  back: '/state-machines' | ReturnType<typeof stateMachinePath>;
}) {
  const router = useRouter();
  const readOnly = useReadOnly();
  const form = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const editor = useStateMachineEditor(initial, {
    overwrite: edits,
    onClose: (name, settled) => {
      if (settled === 'done' || settled === 'running') router.push(stateMachinePath(name));
    },
  });
  const { draft, problems, plan, stale } = editor;
  const first = problems.find(({ severity, line }) => severity === 'ERROR' && line !== null);
  const save = () => {
    if (readOnly || plan.busy) return;
    editor.save();
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('input[aria-invalid="true"]')?.focus(),
    );
  };
  useHotkeys({ 'mod+Enter': save }, { enabled: plan.dialog === null });
  const guard = useUnsavedGuard(editor.unsaved);
  const goTo = (line: number) => {
    const area = form.current?.querySelector('textarea');
    if (area == null) return;
    const at = lineStart(draft.definition, line);
    area.focus();
    area.setSelectionRange(at, at);
    area.scrollTop = Math.max(0, (line - 4) * 18);
  };
  return (
    <>
      <EditorTitle title={title} list="State machines" href="/state-machines" />
      <div className="grid flex-1 gap-x-8 gap-y-6 px-4 py-5 sm:px-5 xl:grid-cols-2">
        <div ref={form} className="flex min-w-0 flex-col gap-4">
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              label="Name"
              value={draft.name}
              onChange={(name) => editor.change({ name })}
              problem={editor.problemAt('name')}
              readOnly={edits}
              mono
            />
            <TextField
              label="Role ARN"
              value={draft.roleArn}
              onChange={(roleArn) => editor.change({ roleArn })}
              problem={editor.problemAt('roleArn')}
              placeholder="arn:aws:iam::000000000000:role/…"
              hint="What it may run is decided by this role."
              mono
            />
          </div>
          {edits ? null : (
            <div className="flex flex-wrap items-center gap-x-3">
              <Segmented
                label="Type"
                value={draft.type}
                options={[
                  { value: 'STANDARD', label: 'Standard' },
                  { value: 'EXPRESS', label: 'Express' },
                ]}
                onValueChange={(type) => editor.change({ type })}
              />
              <p className="text-xs text-muted">
                {draft.type === 'STANDARD'
                  ? 'Keeps its executions and their histories for 90 days.'
                  : 'At most five minutes long; AWS keeps no executions of it.'}
              </p>
            </div>
          )}
          <JsonSection
            label="Definition"
            heading={<h2>Definition, Amazon States Language</h2>}
            canLayOut
            onLayOut={() =>
              editor.change({ definition: prettyJsonText(draft.definition) ?? draft.definition })
            }
          >
            <JsonEditor
              label="Definition, JSON"
              value={draft.definition}
              onChange={(definition) => editor.change({ definition })}
              said={first === undefined || stale ? null : `Line ${first.line}: ${first.message}`}
              fault={first?.line == null || stale ? null : { line: first.line, column: 1 }}
              size={`${draft.definition.length.toLocaleString('en-US')} of ${DEFINITION_LIMIT.toLocaleString('en-US')} characters`}
              tooLarge={draft.definition.length > DEFINITION_LIMIT}
              fewestRows={24}
              mostRows={36}
            />
          </JsonSection>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {editor.checkProblem === null ? null : <ProblemNote problem={editor.checkProblem} />}
          <DefinitionProblems problems={problems} checked={editor.checked} stale={stale} onGo={goTo} />
          <section aria-labelledby="definition-graph">
            <h2 id="definition-graph" className="mb-2 text-md font-semibold">
              Graph
            </h2>
            {editor.graph === null ? (
              <p className="text-muted">
                {editor.checked ? 'It is drawn again once the errors are gone.' : 'Drawing it'}
              </p>
            ) : (
              <StateGraph graph={editor.graph} selected={selected} onSelect={setSelected} />
            )}
          </section>
        </div>
      </div>
      <SaveBar
        said={
          readOnly
            ? READ_ONLY_WORDS
            : faultWords(editor.errorCount, 'error', 'Shows the exact calls first; nothing is changed yet.')
        }
        problem={plan.problem}
        cancel={
          <Link href={back} className={buttonClass()}>
            Cancel
          </Link>
        }
        act={edits ? 'Plan the change' : 'Plan the creation'}
        busy={plan.busy}
        off={readOnly}
        onSave={save}
      />
      {plan.dialog}
      {guard}
    </>
  );
}
