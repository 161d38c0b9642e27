import type { EventBus } from '../../aws/event-bus.ts';
import { partitionOf, ruleArnOf, targetOfArn } from '../../domain/target-arn.ts';
import { watchLogGroupName, watchRuleName } from '../../domain/watch-names.ts';

/** A bus and the names of what watching it makes. */
export interface BusToWatch extends EventBus {
  accountId: string;
  region: string;
  ruleName: string;
  ruleArn: string;
  logGroupName: string;
  /** Without `:*`, as EventBridge and deliveries name it. */
  logGroupArn: string;
}

export function watchedBusOf(bus: EventBus): BusToWatch {
  const { accountId, region } = targetOfArn(bus.eventBusArn);
  const { eventBusName } = bus;
  const ruleName = watchRuleName(eventBusName);
  const logGroupName = watchLogGroupName(eventBusName);
  return {
    ...bus,
    accountId,
    region,
    ruleName,
    ruleArn: ruleArnOf({ region, accountId, eventBusName, ruleName }),
    logGroupName,
    logGroupArn: `arn:${partitionOf(region)}:logs:${region}:${accountId}:log-group:${logGroupName}`,
  };
}
