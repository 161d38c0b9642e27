import type { AwsClients } from '../../aws/aws-clients.ts';
import { filterLogEvents, type LogEventPage } from '../../aws/filter-log-events.ts';
import { nullWhereAbsent } from '../../aws/null-where-absent.ts';

/** How many lines of a function's log hold this text. */
export async function lineCount(aws: AwsClients, functionName: string, text: string): Promise<number> {
  let count = 0;
  let nextToken: string | null = null;
  do {
    const page: LogEventPage | null = await nullWhereAbsent(
      filterLogEvents(aws, {
        logGroupName: `/aws/lambda/${functionName}`,
        startTime: new Date(0),
        filterPattern: JSON.stringify(text),
        nextToken,
      }),
    );
    count += page?.events.length ?? 0;
    nextToken = page?.nextToken ?? null;
  } while (nextToken !== null);
  return count;
}
