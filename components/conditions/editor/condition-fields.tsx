'use client';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { targetFunctionsOptions } from '@/components/live/target-functions-options';
import { TextField } from '@/components/ui/text-field';
import type { ConditionEditorState } from './use-condition-editor';

/** Name and function. */
export function ConditionFields({ editor: { draft, change, problemAt } }: { editor: ConditionEditorState }) {
  const functionsId = useId();
  const functions = useQuery(targetFunctionsOptions()).data ?? [];
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
      <TextField
        label="Name"
        value={draft.name}
        onChange={(name) => change({ name })}
        problem={problemAt('name', draft.name)}
      />
      <TextField
        label="Function"
        value={draft.functionName}
        onChange={(functionName) => change({ functionName })}
        problem={problemAt('functionName', draft.functionName)}
        list={functionsId}
        mono
      />
      <datalist id={functionsId}>
        {functions.map(({ functionName }) => (
          <option key={functionName} value={functionName} />
        ))}
      </datalist>
    </div>
  );
}
