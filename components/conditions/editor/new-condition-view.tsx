'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { conditionPath } from '@/components/ui/condition-path';
import { EditorTitle } from '@/components/ui/editor-title';
import { emptyCondition, FIRST_WHEN } from './condition-draft.model';
import { ConditionEditor } from './condition-editor';

const params = {
  function: parseAsString.withDefault(''),
  /** Pattern text to start from. */
  when: parseAsString.withDefault(FIRST_WHEN),
};

/** A new condition, empty or for a function. */
export function NewConditionView() {
  const router = useRouter();
  const [{ function: functionName, when }] = useQueryStates(params);
  const [initial] = useState(() => emptyCondition({ functionName, when }));
  return (
    <>
      <EditorTitle title="New condition" list="Conditions" href="/conditions" />
      <ConditionEditor
        initial={initial}
        onSaved={({ conditionId }) => router.push(conditionPath(conditionId))}
        cancel={
          <Link href="/conditions" className={buttonClass()}>
            Cancel
          </Link>
        }
      />
    </>
  );
}
