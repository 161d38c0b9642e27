import { GetExecutionHistoryCommand, type HistoryEvent } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** At most 25,000 events, so 25 pages (aws.md 7.1). */
const PAGE_LIMIT = 1_000;

/**
 * Step Functions `GetExecutionHistory`, one page of events by ID, with inputs and outputs; a page's token is good
 * for 24 hours. Throws AppError `not-found`, also for an execution of an Express state machine.
 */
export async function getExecutionHistory(
  aws: AwsClients,
  input: {
    executionArn: string;
    nextToken: string | null;
    reverseOrder?: boolean;
    /** At most 1,000, which is the default. */
    limit?: number;
    signal?: AbortSignal;
  },
): Promise<{ events: HistoryEvent[]; nextToken: string | null }> {
  const { executionArn, nextToken, reverseOrder = false, limit = PAGE_LIMIT, signal } = input;
  const call = { service: 'states', operation: 'GetExecutionHistory', resource: executionArn } as const;
  const command = new GetExecutionHistoryCommand({
    executionArn,
    maxResults: limit,
    reverseOrder,
    ...(nextToken === null ? {} : { nextToken }),
  });
  const output = await callAws(call, () =>
    aws.states.send(command, signal === undefined ? {} : { abortSignal: signal }),
  );
  return { events: output.events ?? [], nextToken: output.nextToken ?? null };
}
