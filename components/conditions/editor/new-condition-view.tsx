'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { conditionPath } from '@/components/ui/condition-path';
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
      <header className="border-b border-line px-4 py-3 sm:px-5">
        <p className="text-xs text-muted">
          <Link href="/conditions" className="hover:underline">
            Conditions
          </Link>
        </p>
        <h1 className="text-lg font-semibold">New condition</h1>
      </header>
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
