import type { ObservedLine } from '../../domain/observe.ts';

/**
 * The function that wrote lines of a shared log group: `2026/10/08/<function>[$LATEST]22be…` (aws.md 4.1), else what
 * START says, else the group's own last part.
 */
export function functionNameOf(lines: readonly ObservedLine[], logGroupName: string): string {
  for (const { event, line } of lines) {
    const fromStream = /^\d{4}\/\d\d\/\d\d\/([\w-]{1,140})\[/.exec(event.logStreamName)?.[1];
    if (fromStream !== undefined) return fromStream;
    const fromArn = line.kind === 'start' ? line.functionArn?.split(':')[6] : undefined;
    if (fromArn !== undefined && fromArn !== '') return fromArn;
  }
  return logGroupName.split('/').at(-1) || logGroupName;
}
