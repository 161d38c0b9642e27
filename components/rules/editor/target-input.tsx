'use client';
import type { KnownEvent } from '@/components/event-pattern/pattern-preview.model';
import { JsonEditor } from '@/components/ui/json-editor';
import { SegmentedField } from '@/components/ui/segmented-field';
import { TextField } from '@/components/ui/text-field';
import { InputPreview } from './input-preview';
import { inputSizeWords } from './input-size-words';
import { INPUT_KINDS, type InputKind, type TargetDraft } from './rule-draft.model';
import { TransformerEditor } from './transformer-editor';

const WORDS: Record<InputKind, string> = {
  event: 'Whole event',
  path: 'A part',
  transformer: 'Template',
  constant: 'Constant',
};

/** What the target is given. */
export function TargetInput({
  target,
  at,
  index,
  sample,
  ruleName,
  onChange,
}: {
  target: TargetDraft;
  at: (field: string, value: string) => string | null;
  index: number;
  sample: KnownEvent | null;
  ruleName: string;
  onChange: (target: TargetDraft) => void;
}) {
  const { inputKind } = target;
  const size = inputSizeWords(target.constant);
  return (
    <div className="mt-3 flex flex-col gap-2">
      <SegmentedField
        label={`What target ${index + 1} is given`}
        value={inputKind}
        options={INPUT_KINDS.map((value) => ({ value, label: WORDS[value] }))}
        onValueChange={(kind) => onChange({ ...target, inputKind: kind })}
      />
      {inputKind === 'path' ? (
        <TextField
          label="Path in the event"
          value={target.inputPath}
          onChange={(inputPath) => onChange({ ...target, inputPath })}
          problem={at('inputPath', target.inputPath)}
          hint="Such as $.detail: then the function gets the detail alone, without the event around it."
          mono
        />
      ) : null}
      {inputKind === 'constant' ? (
        <JsonEditor
          label={`Constant input of target ${index + 1}, JSON`}
          value={target.constant}
          onChange={(constant) => onChange({ ...target, constant })}
          said={at('input', target.constant)}
          fault={null}
          size={size.words}
          tooLarge={size.tooLarge}
          fewestRows={3}
        />
      ) : null}
      {inputKind === 'transformer' ? (
        <TransformerEditor target={target} at={at} index={index} onChange={onChange} />
      ) : null}
      {inputKind === 'path' || inputKind === 'transformer' ? (
        <InputPreview target={target} sample={sample} ruleName={ruleName} />
      ) : null}
    </div>
  );
}
