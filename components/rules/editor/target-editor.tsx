'use client';
import { CircleCheck, CircleHelp, CirclePlus, Trash2 } from 'lucide-react';
import type { KnownEvent } from '@/components/event-pattern/pattern-preview.model';
import { IconButton } from '@/components/ui/icon-button';
import { TextField } from '@/components/ui/text-field';
import type { TargetCheck } from '@/lib/contract/rule';
import { type TargetDraft, targetArnOf } from './rule-draft.model';
import { TargetDelivery } from './target-delivery';
import { TargetInput } from './target-input';
import type { RuleEditorState } from './use-rule-editor';

/** One target: the function, what it is given, and how its delivery is tried again. */
export function TargetEditor({
  editor,
  target,
  index,
  functionsId,
  sample,
  onChange,
  onRemove,
}: {
  editor: RuleEditorState;
  target: TargetDraft;
  index: number;
  functionsId: string;
  sample: KnownEvent | null;
  onChange: (target: TargetDraft) => void;
  onRemove: () => void;
}) {
  const { problemAt, functions, check } = editor;
  const at = (field: string, value: string) => problemAt(`targets.${index}.${field}`, value);
  const arn = targetArnOf(target.target, functions);
  const judged = check.data?.targets.find((each) => each.targetId === target.id && each.arn === arn);
  return (
    <fieldset className="min-w-0 rounded-md border border-line p-3">
      <legend className="sr-only">Target {index + 1}</legend>
      <div className="flex items-start gap-2">
        <TextField
          label={`Target ${index + 1}: function, or an ARN`}
          value={target.target}
          onChange={(typed) => onChange({ ...target, target: typed })}
          problem={at('arn', target.target)}
          hint={arn !== '' && arn !== target.target ? <code className="break-all">{arn}</code> : undefined}
          list={functionsId}
          placeholder="order-poller, or an ARN with :alias"
          mono
          className="flex-1"
        />
        <span className="mt-4.5">
          <IconButton label={`Remove target ${index + 1}`} onClick={onRemove}>
            <Trash2 aria-hidden className="size-3.5" />
          </IconButton>
        </span>
      </div>
      {judged === undefined || at('arn', target.target) !== null ? null : <Permission of={judged} />}
      <TargetInput
        target={target}
        at={at}
        index={index}
        sample={sample}
        ruleName={editor.draft.ruleName}
        onChange={onChange}
      />
      <TargetDelivery target={target} at={at} onChange={onChange} />
    </fieldset>
  );
}

function Permission({ of: { permitted, reason, kind } }: { of: TargetCheck }) {
  const added = permitted === 'no' && kind === 'lambda';
  const Icon = permitted === 'yes' ? CircleCheck : added ? CirclePlus : CircleHelp;
  return (
    <p className={`mt-1 flex gap-1.5 text-xs ${permitted === 'no' && !added ? 'text-failed' : 'text-muted'}`}>
      <Icon
        aria-hidden
        className={`mt-0.5 size-3.5 shrink-0 ${permitted === 'yes' ? 'text-succeeded' : ''}`}
      />
      <span className="min-w-0 break-words">
        {added ? 'Not permitted yet; saving adds the permission. ' : ''}
        {reason}
      </span>
    </p>
  );
}
