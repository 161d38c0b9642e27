'use client';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { eventDetailOptions } from '@/components/live/event-query-options';
import { problemFrom } from '@/components/live/fetch-json';
import { ErrorState } from '@/components/ui/error-state';
import { ruleRefOf } from '@/components/ui/rule-paths';
import { type RuleRef, zRuleRef } from '@/lib/contract/rule';
import { ruleDetailOptions } from '../rules-query-options';
import { draftOfCopy, draftOfEvent } from './new-rule.model';
import { draftOfRule, emptyRule, type RuleDraft } from './rule-draft.model';
import { RuleEditor, RuleEditorSkeleton } from './rule-editor';

const params = {
  bus: parseAsString.withDefault('default'),
  /** Pattern text to start from. */
  pattern: parseAsString.withDefault(''),
  /** An event to start from. */
  event: parseAsString.withDefault(''),
  /** `<bus>/<name>` of the rule to start from. */
  from: parseAsString.withDefault(''),
};

/** A new rule: empty, from a pattern, made from an event, or as a copy of another. */
export function NewRuleView() {
  const [{ bus, pattern, event, from }] = useQueryStates(params);
  const copied = ruleRefOf(from);
  if (event !== '') return <FromEvent eventKey={event} />;
  if (copied !== null && zRuleRef.safeParse(copied).success) return <FromRule rule={copied} />;
  const empty = emptyRule(bus);
  return <Opened initial={pattern === '' ? empty : { ...empty, eventPattern: pattern }} />;
}

function FromEvent({ eventKey }: { eventKey: string }) {
  const event = useQuery(eventDetailOptions(eventKey));
  if (event.data !== undefined) return <Opened initial={draftOfEvent(event.data)} />;
  return event.isError ? (
    <ErrorState
      title="The event could not be read"
      problem={problemFrom(event.error)}
      onRetry={() => void event.refetch()}
      retrying={event.isFetching}
    />
  ) : (
    <RuleEditorSkeleton />
  );
}

function FromRule({ rule }: { rule: RuleRef }) {
  const detail = useQuery(ruleDetailOptions(rule));
  if (detail.data !== undefined) return <Opened initial={draftOfCopy(draftOfRule(detail.data))} />;
  return detail.isError ? (
    <ErrorState
      title="The rule to copy could not be read"
      problem={problemFrom(detail.error)}
      onRetry={() => void detail.refetch()}
      retrying={detail.isFetching}
    />
  ) : (
    <RuleEditorSkeleton />
  );
}

/** What it started from stays: a live update must not change the text under the editor. */
function Opened({ initial }: { initial: RuleDraft }) {
  const [opened] = useState(initial);
  return <RuleEditor initial={opened} edits={false} title="New rule" back="/rules" />;
}
