export interface PolicyRequest {
  /** A service, such as `events.amazonaws.com`. */
  principal: string;
  /** `lambda:InvokeFunction` */
  action: string;
  resourceArn: string;
  /** `aws:SourceArn`: the rule's ARN. */
  sourceArn: string;
  /** `aws:SourceAccount` */
  sourceAccount: string;
}

/** What one part of a policy statement says of a request. */
export interface Verdict {
  applies: 'yes' | 'no' | 'unknown';
  /** How many parts of the statement the request passed before this one. */
  depth: number;
  /** Why not, a clause that follows the statement's name. */
  reason: string;
}

/** IAM's `*` (any characters) and `?` (one); linear in both, so that a hostile pattern cannot hold the process. */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < text.length) {
    if (pattern[at] === '*') {
      star = at;
      at += 1;
      resume = index;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** A text or a list of texts, as policies write either. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
