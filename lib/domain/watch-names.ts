import { fingerprint } from './fingerprint.ts';

const PREFIX = 'reprise-watch-';
const RULE_NAME_LENGTH = 64;

/**
 * The name of the rule by which a bus is watched; bus names may be longer than rule names and hold `/`, which those
 * may not, so such a name is cut and told apart by a fingerprint.
 */
export function watchRuleName(eventBusName: string): string {
  const plain = eventBusName.replace(/[^.\-_A-Za-z0-9]/g, '-');
  const whole = `${PREFIX}${plain}`;
  if (plain === eventBusName && whole.length <= RULE_NAME_LENGTH) return whole;
  const mark = fingerprint(eventBusName).slice(0, 8);
  return `${whole.slice(0, RULE_NAME_LENGTH - mark.length - 1)}-${mark}`;
}

/** A rule that only writes a bus's events down for the dashboard: it catches all of them and runs nothing. */
export function isWatchRule(rule: { eventBusName: string; ruleName: string }): boolean {
  return rule.ruleName === watchRuleName(rule.eventBusName);
}

/** The log group that a watched bus's events are written to. */
export function watchLogGroupName(eventBusName: string): string {
  return `/aws/events/reprise/${eventBusName}`;
}
