import type { EventRule } from '../../aws/event-rule.ts';
import { AppError } from '../../domain/app-error.ts';

/** Throws `conflict` for a rule that an AWS service made for itself: EventBridge refuses changes by anyone else. */
export function mustNotBeManaged({ ruleName, managedBy }: EventRule): void {
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
