import type { EventSummary } from '@/lib/contract/event';
import type { RuleSummary } from '@/lib/contract/rule';
import type { EventPatternNode } from '@/lib/domain/event-pattern/event-pattern';
import { parseEventPattern } from '@/lib/domain/event-pattern/parse-event-pattern';

export interface Suggestion {
  source: string | null;
  detailType: string | null;
  eventBusName: string;
  /** Where it is known from. */
  from: string;
}

/** What the rules' patterns ask for and recorded events carried: rules first, they are what must be met. */
export function suggestionsOf(
  rules: readonly Pick<RuleSummary, 'eventBusName' | 'ruleName' | 'eventPattern'>[],
  events: readonly Pick<EventSummary, 'eventBusName' | 'source' | 'detailType'>[],
): Suggestion[] {
  const wanted = rules.flatMap(({ eventBusName, ruleName, eventPattern }) => {
    const fields = wantedOf(eventPattern);
    const from = `rule ${ruleName}`;
    const sources = fields.sources.length === 0 ? [null] : fields.sources;
    const detailTypes = fields.detailTypes.length === 0 ? [null] : fields.detailTypes;
    return sources.flatMap((source) =>
      detailTypes.map((detailType) => ({ source, detailType, eventBusName, from })),
    );
  });
  const seen = events.map(({ eventBusName, source, detailType }) => ({
    source,
    detailType,
    eventBusName,
    from: 'recorded event',
  }));
  return [...wanted, ...seen];
}

function wantedOf(eventPattern: string | null): { sources: string[]; detailTypes: string[] } {
  const parsed = eventPattern === null ? null : parseEventPattern(eventPattern);
  if (parsed === null || !parsed.ok) return { sources: [], detailTypes: [] };
  return {
    sources: equalsOf(parsed.pattern.nodes, 'source'),
    detailTypes: equalsOf(parsed.pattern.nodes, 'detail-type'),
  };
}

function equalsOf(nodes: readonly EventPatternNode[], field: string): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'or') return node.branches.flatMap((branch) => equalsOf(branch, field));
    if (node.path.length !== 1 || node.path[0] !== field) return [];
    return node.matchers.flatMap((matcher) =>
      matcher.kind === 'equals' && typeof matcher.value === 'string' ? [matcher.value] : [],
    );
  });
}

export interface Choice {
  value: string;
  from: string;
}

/** Sources for an entry: those of its bus before those of others, each once. */
export function sourcesFor(all: readonly Suggestion[], eventBusName: string): Choice[] {
  return choices(all, eventBusName, (each) => each.source);
}

/** Detail-types for an entry: where its source is known, those that go with it. */
export function detailTypesFor(all: readonly Suggestion[], eventBusName: string, source: string): Choice[] {
  const withSource = all.filter((each) => each.source === source || each.source === null);
  const known = all.some((each) => each.source === source);
  return choices(known ? withSource : all, eventBusName, (each) => each.detailType);
}

const MOST = 50;

function choices(
  all: readonly Suggestion[],
  eventBusName: string,
  fieldOf: (each: Suggestion) => string | null,
): Choice[] {
  const own = all.filter((each) => each.eventBusName === eventBusName);
  const others = all.filter((each) => each.eventBusName !== eventBusName);
  const found = new Map<string, Choice>();
  for (const each of [...own, ...others]) {
    const value = fieldOf(each);
    if (value === null || value === '' || found.has(value)) continue;
    const elsewhere = each.eventBusName === eventBusName ? '' : `, on ${each.eventBusName}`;
    found.set(value, { value, from: `${each.from}${elsewhere}` });
  }
  return [...found.values()].slice(0, MOST);
}
