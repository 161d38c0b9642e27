import { dehydrate } from '@tanstack/react-query';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { SeededState } from '@/components/live/seeded-state';
import { queryKeys } from '@/lib/contract/query-keys';
import type { RuleRef } from '@/lib/contract/rule';
import { getRule } from '@/lib/queries/get-rule';
import { seededClient } from '../seeded-client';

/** What is shown of one rule, with the rule as AWS has it. */
export async function SeededRule({ rule, children }: { rule: RuleRef; children: ReactNode }) {
  await connection();
  // an unknown or unreadable rule is told apart by the read door, in the browser
  const [client, found] = await Promise.all([seededClient(), getRule(rule).catch(() => null)]);
  if (found !== null) {
    client.setQueryData(queryKeys.rules.detail(rule.eventBusName, rule.ruleName), found);
  }
  return <SeededState state={dehydrate(client)}>{children}</SeededState>;
}
