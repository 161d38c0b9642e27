import { TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * EventBridge `TestEventPattern`: whether the pattern matches the event, both JSON texts; the event needs `id`,
 * `account`, `source`, `time`, `region`, `resources` and `detail-type`. Throws AppError `invalid-input` at
 * `eventPattern` or `event`.
 */
export async function testEventPattern(
  aws: AwsClients,
  { eventPattern, event }: { eventPattern: string; event: string },
): Promise<boolean> {
  const command = new TestEventPatternCommand({ EventPattern: eventPattern, Event: event });
  const output = await callAws({ service: 'events', operation: 'TestEventPattern' }, () =>
    aws.events.send(command),
  );
  return output.Result ?? false;
}
