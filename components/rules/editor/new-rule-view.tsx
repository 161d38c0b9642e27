'use client';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { eventDetailOptions } from '@/components/live/event-query-options';
import { ReadView } from '@/components/live/read-view';
import { EditorSkeleton } from '@/components/ui/editor-skeleton';
import { ruleRefOf } from '@/components/ui/rule-paths';
import { type RuleRef, zRuleRef } from '@/lib/contract/rule';
import { ruleDetailOptions } from '../rules-query-options';
import { draftOfCopy, draftOfEvent } from './new-rule.model';
import { draftOfRule, emptyRule, type RuleDraft } from './rule-draft.model';
import { RuleEditor } from './rule-editor';

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
  return (
    <ReadView reading={event} one="the event" skeleton={<EditorSkeleton />}>
      {(read) => <Opened initial={draftOfEvent(read)} />}
    </ReadView>
  );
}

function FromRule({ rule }: { rule: RuleRef }) {
  const detail = useQuery(ruleDetailOptions(rule));
  return (
    <ReadView reading={detail} one="the rule to copy" skeleton={<EditorSkeleton />}>
      {(read) => <Opened initial={draftOfCopy(draftOfRule(read))} />}
    </ReadView>
  );
}

/** What it started from stays: a live update must not change the text under the editor. */
function Opened({ initial }: { initial: RuleDraft }) {
  const [opened] = useState(initial);
  return <RuleEditor initial={opened} edits={false} title="New rule" back="/rules" />;
}
