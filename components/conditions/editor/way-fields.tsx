'use client';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { eventBusesOptions } from '@/components/live/event-query-options';
import { TextField } from '@/components/ui/text-field';
import type { ConditionEditorState } from './use-condition-editor';

/** What the chosen way needs to know. */
export function WayFields({ editor }: { editor: ConditionEditorState }) {
  const { draft, change, problemAt } = editor;
  if (draft.how === 'stepfunctions') {
    return (
      <TextField
        label="Role of the state machine, ARN"
        value={draft.roleArn}
        onChange={(roleArn) => change({ roleArn })}
        problem={problemAt('roleArn', draft.roleArn)}
        hint="Left empty, the plan creates one that may invoke this function and nothing else."
        className="max-w-xl"
        mono
      />
    );
  }
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
      <BusField editor={editor} />
      {draft.how === 'eventbridge' ? (
        <TextField
          label="Counter in the record"
          value={draft.counterPath}
          onChange={(counterPath) => change({ counterPath })}
          problem={problemAt('counterPath', draft.counterPath)}
          placeholder="responsePayload.attempt"
          hint={counterHint(editor)}
          mono
        />
      ) : null}
    </div>
  );
}

/** A counter in an answer that is handed on names the next run; any other names the run that ended. */
function counterHint({ draft: { nextInput, counterPath, limits } }: ConditionEditorState): string {
  const inAnswer = counterPath === '' || counterPath.startsWith('responsePayload.');
  return nextInput === 'response' && inAnswer
    ? `A rule cannot count: the function does. The counter of an answer that is handed on names the next run, so that the rule asks for at most ${limits.maxAttempts}.`
    : `A rule cannot count: the function does. The counter names the run that ended, so that the rule asks for less than ${limits.maxAttempts}.`;
}

function BusField({ editor: { draft, change, problemAt } }: { editor: ConditionEditorState }) {
  const busesId = useId();
  const buses = useQuery(eventBusesOptions()).data ?? [];
  const rule = draft.how === 'eventbridge';
  return (
    <>
      <TextField
        label={rule ? 'Event bus of the rule' : 'Event bus for the records'}
        value={draft.eventBusName}
        onChange={(eventBusName) => change({ eventBusName })}
        problem={problemAt('eventBusName', draft.eventBusName)}
        list={busesId}
        {...(rule ? {} : { placeholder: 'none: results are seen by logs' })}
        hint={
          rule
            ? 'Lambda’s records of asynchronous runs go there.'
            : 'A watched bus tells what asynchronous runs answered; logs do not.'
        }
        mono
      />
      <datalist id={busesId}>
        {buses.map((bus) => (
          <option key={bus.eventBusName} value={bus.eventBusName} />
        ))}
      </datalist>
    </>
  );
}
