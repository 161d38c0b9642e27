/** Whether a rule also takes CloudTrail's read-only events does not matter where events of one's own are judged. */
export function plainState<Rule extends { state: string }>(
  rule: Rule,
): Rule & { state: 'ENABLED' | 'DISABLED' } {
  return { ...rule, state: rule.state === 'DISABLED' ? 'DISABLED' : 'ENABLED' };
}
