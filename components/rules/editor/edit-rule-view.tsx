'use client';
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { useState } from 'react';
import { ReadView } from '@/components/live/read-view';
import { EditorSkeleton } from '@/components/ui/editor-skeleton';
import { rulePath } from '@/components/ui/rule-paths';
import type { RuleDetail, RuleRef } from '@/lib/contract/rule';
import { ruleDetailOptions } from '../rules-query-options';
import { draftOfRule } from './rule-draft.model';
import { RuleEditor } from './rule-editor';

/** An existing rule in the editor. */
export function EditRuleView({ rule }: { rule: RuleRef }) {
  const detail = useQuery(ruleDetailOptions(rule));
  return (
    <ReadView reading={detail} one="the rule" skeleton={<EditorSkeleton />}>
      {(read) => <Opened detail={read} />}
    </ReadView>
  );
}

/** What it was when the editor opened: a live update must not change the text under it. */
function Opened({ detail }: { detail: RuleDetail }) {
  const [opened] = useState(() => draftOfRule(detail));
  return (
    <RuleEditor initial={opened} edits title={`Edit ${detail.ruleName}`} back={rulePath(detail) as Route} />
  );
}
