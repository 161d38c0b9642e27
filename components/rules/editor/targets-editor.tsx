'use client';
import { Plus } from 'lucide-react';
import { useId } from 'react';
import type { KnownEvent } from '@/components/event-pattern/pattern-preview.model';
import { Button } from '@/components/ui/button';
import { RULE_TARGETS_LIMIT } from '@/lib/contract/rule';
import { emptyTarget } from './rule-draft.model';
import { TargetEditor } from './target-editor';
import type { RuleEditorState } from './use-rule-editor';

/** What the rule runs: up to five targets. */
export function TargetsEditor({
  editor,
  sample,
}: {
  editor: RuleEditorState;
  /** The recorded event on which inputs are tried; null where none is known. */
  sample: KnownEvent | null;
}) {
  const functionsId = useId();
  const { draft, change, problemAt, functions } = editor;
  const problem = problemAt('targets', ' ');
  return (
    <section aria-labelledby="rule-targets-editor">
      <h2 id="rule-targets-editor" className="mb-2 text-md font-semibold">
        Targets{' '}
        <span className="font-normal text-muted">
          {draft.targets.length} of {RULE_TARGETS_LIMIT}
        </span>
      </h2>
      {draft.targets.length === 0 ? (
        <p className="text-muted">None: events will match and nothing will happen.</p>
      ) : null}
      <div className="flex flex-col gap-3">
        {draft.targets.map((target, index) => (
          <TargetEditor
            key={target.key}
            editor={editor}
            target={target}
            index={index}
            functionsId={functionsId}
            sample={sample}
            onChange={(changed) =>
              change({ targets: draft.targets.map((each) => (each.key === target.key ? changed : each)) })
            }
            onRemove={() => change({ targets: draft.targets.filter((each) => each.key !== target.key) })}
          />
        ))}
      </div>
      {problem === null ? null : (
        <p role="alert" className="mt-1 text-xs text-failed">
          {problem}
        </p>
      )}
      <div className="mt-2 flex items-center gap-3">
        <Button
          size="sm"
          disabled={draft.targets.length >= RULE_TARGETS_LIMIT}
          onClick={() => change({ targets: [...draft.targets, emptyTarget(draft.targets)] })}
        >
          <Plus aria-hidden className="size-3.5" />
          Add a target
        </Button>
        {draft.targets.length >= RULE_TARGETS_LIMIT ? (
          <span className="text-xs text-muted">A rule has at most {RULE_TARGETS_LIMIT} targets.</span>
        ) : null}
      </div>
      <datalist id={functionsId}>
        {functions.map(({ functionName, functionArn }) => (
          <option key={functionArn} value={functionName} />
        ))}
      </datalist>
    </section>
  );
}
