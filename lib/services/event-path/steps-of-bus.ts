import { describeEventBus } from '../../aws/describe-event-bus.ts';
import { AppError } from '../../domain/app-error.ts';
import { missingBusWords } from '../publish/require-buses.ts';
import { broken, type Finding, ok, publishAgain, unknown, type Walk } from './walk.ts';

/** Whether PutEvents took the event. */
export async function putEventsStep({ event }: Walk): Promise<Finding> {
  const { row, eventId, publishedBy } = event;
  if (row === null) {
    if (eventId === null) return unknown('The run names no event that it published.');
    return ok(
      'PutEvents took the event: the run names its ID.',
      `event ${eventId}, named by request ${publishedBy?.requestId ?? ''}`,
    );
  }
  const operation = row.operationId === null ? '' : `operation ${row.operationId}`;
  if (row.status === 'failed') {
    const why = row.error?.message ?? 'AWS gave no reason.';
    return broken(
      `PutEvents refused the event: ${why}`,
      row.error?.awsCode ?? (operation || null),
      publishAgain(event),
    );
  }
  if (row.status === 'unconfirmed') {
    return unknown(
      'The reply of PutEvents is missing: EventBridge may have taken the event or not.',
      operation,
    );
  }
  const seen = row.seenAt === null ? null : `seen on the bus at ${row.seenAt.toISOString()}`;
  return ok(
    'PutEvents took the event.',
    [`event ${row.eventId}`, seen ?? operation].filter(Boolean).join(', '),
  );
}

/** Whether the event's bus exists: PutEvents drops an event for an unknown one without a word. */
export async function busStep({ context, reads, event }: Walk): Promise<Finding> {
  const { eventBusName } = event;
  if (eventBusName === null) {
    return unknown(
      'The run says the event’s ID only: its bus and content are not known, for no watched bus showed it.',
    );
  }
  try {
    const bus = await reads.get(`bus ${eventBusName}`, () => describeEventBus(context.aws, eventBusName));
    return ok(`Bus ${eventBusName} exists.`, bus.eventBusArn);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'not-found') return unknown(`Bus ${eventBusName} could not be read: ${error.message}`);
    const words = await missingBusWords(context, eventBusName);
    return broken(
      `${words} EventBridge dropped the event without a word.`,
      'DescribeEventBus finds no such bus',
      publishAgain(event),
    );
  }
}
