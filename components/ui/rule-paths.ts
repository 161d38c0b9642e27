import type { RuleRef } from '@/lib/contract/rule';

/** A bus name may hold slashes. */
export function rulePath({ eventBusName, ruleName }: RuleRef): `/rules/${string}/${string}` {
  return `/rules/${encodeURIComponent(eventBusName)}/${encodeURIComponent(ruleName)}`;
}

export function editRulePath(rule: RuleRef): `/rules/${string}/${string}/edit` {
  return `${rulePath(rule)}/edit`;
}

/** A new rule that starts as a copy. */
export function duplicateRulePath({ eventBusName, ruleName }: RuleRef): `/rules/new?${string}` {
  return `/rules/new?${new URLSearchParams({ from: `${eventBusName}/${ruleName}` })}`;
}

/** `<bus>/<name>`: the rule's name has no slash, the bus's may. Null where it is not of that form. */
export function ruleRefOf(text: string): RuleRef | null {
  const at = text.lastIndexOf('/');
  if (at <= 0 || at === text.length - 1) return null;
  return { eventBusName: text.slice(0, at), ruleName: text.slice(at + 1) };
}
