import { setTimeout as wait } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

interface ReportEvent {
  reportId: string;
  page: number;
  pageCount: number;
}

const lambda = new LambdaClient({});

/** Writes a report page by page, a run each. It prints no marker: only active tracing tells that the runs belong together. */
export async function handler(event: ReportEvent, context: { invokedFunctionArn: string }) {
  const { reportId, page, pageCount } = event;
  await wait(300 + Math.random() * 500);
  console.log(`${reportId}: page ${page} of ${pageCount} written`);
  if (page < pageCount) {
    await lambda.send(
      new InvokeCommand({
        FunctionName: context.invokedFunctionArn,
        InvocationType: 'Event',
        Payload: JSON.stringify({ ...event, page: page + 1 }),
      }),
    );
  }
  return { reportId, page };
}
