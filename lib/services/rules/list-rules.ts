import type { RulePage } from '../../contract/rule.ts';
import type { ServiceContext } from '../service-context.ts';
import { readAllRules } from './all-rules.ts';
import { readRuleLoops } from './loop-of-rule.ts';
import { recentReads } from './recent-reads.ts';
import { ruleSummaries } from './rule-summaries.ts';

/**
 * The rules of all buses, by bus and name, with what they did within the time. Throws why not even the buses could be
 * read; of a bus that is unreadable, the page says so.
 */
export async function listRules(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  { withinMs }: { withinMs: number },
): Promise<RulePage> {
  const reads = recentReads(context);
  const { rules, unread } = await readAllRules(context, reads);
  const loops = await readRuleLoops(context, reads, rules);
  const items = await ruleSummaries(context, reads, rules, { all: rules, loops, withinMs });
  return { items, nextCursor: null, unread };
}
