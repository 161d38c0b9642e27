import { type Deliver, refused } from '../../delivery.ts';
import type { JudgeRole } from './judge-role.ts';

/** What a delivery with a role does, by the service of its target. */
const ACTIONS: Record<string, string> = {
  lambda: 'lambda:InvokeFunction',
  events: 'events:PutEvents',
  states: 'states:StartExecution',
  sqs: 'sqs:SendMessage',
};

/** Refuses deliveries whose role was created here and does not allow them; hands all others on. */
export function checkDeliveryRole(deliver: Deliver, judgeRole: JudgeRole): Deliver {
  return async (delivery) => {
    const { roleArn, targetArn, principal, sourceArn } = delivery;
    const action = ACTIONS[targetArn.split(':')[2] ?? ''];
    if (roleArn !== null && action !== undefined) {
      const { permitted, reason } = judgeRole(roleArn, {
        principal,
        action,
        resourceArn: targetArn,
        sourceArn,
      });
      if (!permitted) return refused('NO_PERMISSIONS', reason);
    }
    return deliver(delivery);
  };
}
