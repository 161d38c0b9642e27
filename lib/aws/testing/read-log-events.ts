import type { LogEvent } from '../../domain/observation.ts';
import type { AwsClients } from '../aws-clients.ts';
import { filterLogEvents } from '../filter-log-events.ts';

/** All pages of FilterLogEvents. */
export async function readLogEvents(
  aws: AwsClients,
  input: { logGroupName: string; startTime: Date; limit?: number },
): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  let nextToken: string | null = null;
  do {
    const page = await filterLogEvents(aws, { ...input, nextToken });
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken !== null);
  return events;
}
