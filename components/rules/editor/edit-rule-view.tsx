'use client';
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { ErrorState } from '@/components/ui/error-state';
import { rulePath } from '@/components/ui/rule-paths';
import type { RuleDetail, RuleRef } from '@/lib/contract/rule';
import { ruleDetailOptions } from '../rules-query-options';
import { draftOfRule } from './rule-draft.model';
import { RuleEditor, RuleEditorSkeleton } from './rule-editor';

/** An existing rule in the editor. */
export function EditRuleView({ rule }: { rule: RuleRef }) {
  const detail = useQuery(ruleDetailOptions(rule));
  if (detail.data !== undefined) return <Opened detail={detail.data} />;
  return detail.isError ? (
    <ErrorState
      title="The rule could not be read"
      problem={problemFrom(detail.error)}
      onRetry={() => void detail.refetch()}
      retrying={detail.isFetching}
    />
  ) : (
    <RuleEditorSkeleton />
  );
}

/** What it was when the editor opened: a live update must not change the text under it. */
function Opened({ detail }: { detail: RuleDetail }) {
  const [opened] = useState(() => draftOfRule(detail));
  return (
    <RuleEditor initial={opened} edits title={`Edit ${detail.ruleName}`} back={rulePath(detail) as Route} />
  );
}
