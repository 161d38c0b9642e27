import type { EventRule } from '../../aws/event-rule.ts';
import { AppError } from '../../domain/app-error.ts';
import { isWatchRule } from '../../domain/watch-names.ts';

/**
 * Throws `conflict` for a rule that an AWS service made for itself, of which EventBridge refuses changes by anyone else,
 * and for one by which Reprise watches a bus.
 */
export function mustNotBeManaged(rule: EventRule): void {
  const { ruleName, eventBusName, managedBy } = rule;
  if (isWatchRule(rule)) {
    throw new AppError('conflict', `Rule ${ruleName} is how Reprise sees the events of ${eventBusName}.`, {
      field: 'ruleName',
      nextStep: 'Stop watching the bus on the events page; that removes the rule.',
    });
  }
  if (managedBy === null) return;
  throw new AppError('conflict', `Rule ${ruleName} belongs to ${managedBy}, which keeps it for itself.`, {
    nextStep: `Change it through ${managedBy}, or make a rule of your own with the same pattern.`,
  });
}

/** What to know before a rule is changed that a tool manages. */
export function managedWarnings(managedBy: string | null): string[] {
  if (managedBy === null) return [];
  return [`${managedBy} manages this rule: its next deployment reverts the change.`];
}
