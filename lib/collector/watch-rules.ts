/** What of a function, or a state machine by its name, decides whether it is watched. */
interface Watchable {
  functionName: string;
  tags: Record<string, string> | null;
}

export type WatchedBy = 'setting' | 'sandbox' | 'page';

export interface WatchRules {
  /** In the sandbox everything is watched, unless the page says otherwise. */
  sandbox: boolean;
  /** REPRISE_WATCH: name patterns with `*` and `?`, and `tag:key=value` (`tag:key` for any value). */
  patterns: readonly string[];
}

/** By what it is watched, null when it is not; the page's choice beats the settings. */
export function watchedBy(
  target: Watchable,
  chosenOnPage: boolean | null,
  rules: WatchRules,
): WatchedBy | null {
  if (chosenOnPage !== null) return chosenOnPage ? 'page' : null;
  if (rules.sandbox) return 'sandbox';
  return rules.patterns.some((pattern) => matches(target, pattern)) ? 'setting' : null;
}

/** Whether any rule asks for tags, which cost a call each. */
export function needsTags(rules: WatchRules): boolean {
  return rules.patterns.some((pattern) => pattern.startsWith('tag:'));
}

function matches(target: Watchable, pattern: string): boolean {
  if (!pattern.startsWith('tag:')) return globMatches(pattern, target.functionName);
  const rule = pattern.slice('tag:'.length);
  const equals = rule.indexOf('=');
  const key = equals < 0 ? rule : rule.slice(0, equals);
  const tags = target.tags ?? {};
  if (!Object.hasOwn(tags, key)) return false;
  return equals < 0 || globMatches(rule.slice(equals + 1), tags[key] ?? '');
}

/** `*` any characters, `?` one; only the last star is ever tried again. */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resumeAt = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p;
      p += 1;
      resumeAt = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      resumeAt += 1;
      p = star + 1;
      t = resumeAt;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
