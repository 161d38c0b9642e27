'use client';
import { HOW_WORDS } from '@/components/ui/how-look';
import { SegmentedField } from '@/components/ui/segmented-field';
import { HOWS, type SaveConditionInput } from '@/lib/contract/condition';
import type { ConditionEditorState } from './use-condition-editor';
import { WayFields } from './way-fields';

const SAYS: Record<SaveConditionInput['how'], string> = {
  invoke:
    'The dashboard invokes the function again after the delay; its code stays as it is. Or take the handler code below into the function.',
  eventbridge:
    'Lambda sends the record of each asynchronous run to a bus, and a rule over it runs the function at once.',
  stepfunctions: 'A state machine runs the function, judges the answer, waits, and runs it again.',
};

/** Which way carries the condition out, and what that way needs to know. */
export function HowEditor({ editor }: { editor: ConditionEditorState }) {
  const { draft, change } = editor;
  return (
    <section aria-labelledby="condition-how">
      <h2 id="condition-how" className="mb-2 text-md font-semibold">
        How
      </h2>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <SegmentedField
          label="Carried out by"
          value={draft.how}
          options={HOWS.map((how) => ({ value: how, label: HOW_WORDS[how] }))}
          onValueChange={(how) => change({ how })}
        />
        <SegmentedField
          label="The next run is given"
          value={draft.nextInput}
          options={[
            { value: 'request', label: 'the same input' },
            { value: 'response', label: 'its answer' },
          ]}
          onValueChange={(nextInput) => change({ nextInput })}
        />
      </div>
      <p className="mt-2 mb-3 max-w-prose text-muted">{SAYS[draft.how]}</p>
      <WayFields editor={editor} />
    </section>
  );
}
