import type { AwsClients } from '../../aws/aws-clients.ts';
import { filterLogEvents, type LogEventPage } from '../../aws/filter-log-events.ts';
import { nullWhereAbsent } from '../../aws/null-where-absent.ts';

/** How many runs a function has ended, by its log. */
export async function runCount(aws: AwsClients, functionName: string): Promise<number> {
  let count = 0;
  let nextToken: string | null = null;
  do {
    const page: LogEventPage | null = await nullWhereAbsent(
      filterLogEvents(aws, {
        logGroupName: `/aws/lambda/${functionName}`,
        startTime: new Date(0),
        filterPattern: 'REPORT',
        nextToken,
      }),
    );
    count += page?.events.length ?? 0;
    nextToken = page?.nextToken ?? null;
  } while (nextToken !== null);
  return count;
}
