import { dehydrate } from '@tanstack/react-query';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { SeededState } from '@/components/live/seeded-state';
import { queryKeys } from '@/lib/contract/query-keys';
import { getStateMachine } from '@/lib/queries/get-state-machine';
import { seededClient } from '../seeded-client';

/** What is shown of one state machine, with it as AWS has it. */
export async function SeededStateMachine({ name, children }: { name: string; children: ReactNode }) {
  await connection();
  // an unknown or unreadable one is told apart by the read door, in the browser
  const [client, found] = await Promise.all([seededClient(), getStateMachine({ name }).catch(() => null)]);
  if (found !== null) client.setQueryData(queryKeys.stateMachines.detail(name), found);
  return <SeededState state={dehydrate(client)}>{children}</SeededState>;
}
