import { getQueueUrl } from '../../aws/get-queue-url.ts';
import { type QueueMessage, receiveMessage } from '../../aws/receive-message.ts';
import { AppError } from '../../domain/app-error.ts';
import { broken, editRule, type Finding, ok, unknown, type Walk } from './walk.ts';

/** A queue gives ten messages a call, and any ten: some calls see most of a small one. */
const LOOKS = 3;

/** Whether the event lies in the dead-letter queue of a target; looks, and takes nothing out. */
export async function deadLetterStep(walk: Walk): Promise<Finding> {
  const queues = new Map(
    walk.carriers.flatMap((rule) =>
      rule.targets.flatMap(({ deadLetterQueueArn }) =>
        deadLetterQueueArn === null ? [] : [[deadLetterQueueArn, rule] as const],
      ),
    ),
  );
  if (queues.size === 0) {
    return unknown('No dead-letter queue is set: a delivery that failed leaves no trace.');
  }
  for (const [queueArn, rule] of queues) {
    try {
      const letter = await letterOf(walk, queueArn, rule.ruleArn);
      if (letter === null) continue;
      const { ERROR_CODE: code = 'no code', ERROR_MESSAGE: message = '' } = letter.attributes;
      return broken(
        `EventBridge gave up and put the event into the dead-letter queue ${queueArn.split(':').at(-1)}: ${code}.`,
        `${code}${message === '' ? '' : `: ${message}`} (RETRY_ATTEMPTS ${letter.attributes.RETRY_ATTEMPTS ?? '0'})`,
        [editRule(rule)],
      );
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return unknown(`The dead-letter queue could not be read: ${error.message}`, queueArn);
    }
  }
  return ok('The dead-letter queue does not show it.', [...queues.keys()].join('\n'));
}

/** The message that holds this event; where its ID is not known, one of this rule that came since. */
async function letterOf(
  { context, event }: Walk,
  queueArn: string,
  ruleArn: string,
): Promise<QueueMessage | null> {
  const queueUrl = await getQueueUrl(context.aws, queueArn);
  const seen = new Set<string>();
  for (let look = 0; look < LOOKS; look += 1) {
    const messages = await receiveMessage(context.aws, { queueUrl });
    const found = messages.find((message) =>
      event.eventId === null
        ? message.attributes.RULE_ARN === ruleArn && (message.sentAt ?? event.at) >= event.at
        : message.body.includes(event.eventId),
    );
    if (found !== undefined) return found;
    const before = seen.size;
    for (const { messageId } of messages) seen.add(messageId);
    if (seen.size === before) return null;
  }
  return null;
}
