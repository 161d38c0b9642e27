import { CircleCheck, CircleHelp, CircleSlash, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { StatusTone } from '@/components/ui/status-look';
import type { EntryForecast, EventEntry } from '@/lib/contract/event';
import type { DraftCheck, DraftEntry } from './draft-entry.model';

type Verdict = EntryForecast['verdict'];

export const VERDICT_LOOK: Record<Verdict, { word: string; tone: StatusTone; icon: LucideIcon }> = {
  reaches: { word: 'Reaches a target', tone: 'succeeded', icon: CircleCheck },
  'nothing-matches': { word: 'Nothing matches', tone: 'failed', icon: CircleX },
  'only-disabled': { word: 'Only a disabled rule', tone: 'waiting', icon: CircleSlash },
  'no-target': { word: 'No target', tone: 'failed', icon: CircleX },
  'not-permitted': { word: 'Not permitted', tone: 'failed', icon: CircleX },
  'unknown-bus': { word: 'No such bus', tone: 'failed', icon: CircleX },
  invalid: { word: 'Would be refused', tone: 'failed', icon: TriangleAlert },
  unknown: { word: 'Not known', tone: 'waiting', icon: CircleHelp },
};

type RuleForecast = EntryForecast['rules'][number];

export interface RuleGroups {
  matches: RuleForecast[];
  disabled: RuleForecast[];
  nearly: RuleForecast[];
  differs: RuleForecast[];
}

/** The rules of a bus as an entry meets them: those that match first, those that differ wholly last. */
export function ruleGroups(rules: readonly RuleForecast[]): RuleGroups {
  const of = (outcome: RuleForecast['outcome']) => rules.filter((rule) => rule.outcome === outcome);
  return {
    matches: of('matches'),
    disabled: of('matches-disabled'),
    nearly: of('nearly'),
    differs: of('differs'),
  };
}

/** What a forecast is asked for: the drafts that can be judged, each with its own ID. */
export function forecastQuestion(
  drafts: readonly DraftEntry[],
  checks: ReadonlyMap<string, DraftCheck>,
  toEntry: (draft: DraftEntry) => EventEntry,
): { draftId: string; entry: EventEntry }[] {
  return drafts
    .filter((draft) => checks.get(draft.draftId)?.ok === true)
    .map((draft) => ({ draftId: draft.draftId, entry: toEntry(draft) }));
}

export interface PublishWords {
  /** The button: what will happen, and where. */
  act: string;
  /** Why it cannot be sent; null where it can. */
  refused: string | null;
  /** Something of it would reach nothing. */
  warns: boolean;
}

const SENT_FOR_NOTHING: ReadonlySet<Verdict> = new Set([
  'nothing-matches',
  'only-disabled',
  'no-target',
  'not-permitted',
]);

/** The publish button in words, from what is known of each entry. */
export function publishWords(
  entries: readonly { eventBusName: string; ok: boolean; verdict: Verdict | null }[],
  size: { bytes: number; limitBytes: number },
): PublishWords {
  const buses = [...new Set(entries.map((entry) => entry.eventBusName))];
  const what = entries.length === 1 ? 'Publish 1 event' : `Publish ${entries.length} events`;
  const to = buses.length === 1 ? ` to ${buses[0] || 'no bus'}` : ` to ${buses.length} buses`;
  const idle = entries.filter(
    (entry) => entry.verdict !== null && SENT_FOR_NOTHING.has(entry.verdict),
  ).length;
  const warning =
    idle === 0
      ? ''
      : entries.length === 1
        ? ', which reaches nothing'
        : ` (${idle} ${idle === 1 ? 'reaches' : 'reach'} nothing)`;
  return { act: `${what}${to}${warning}`, refused: refusal(entries, size), warns: idle > 0 };
}

function refusal(
  entries: readonly { ok: boolean; verdict: Verdict | null }[],
  size: { bytes: number; limitBytes: number },
): string | null {
  const incomplete = entries.filter((entry) => !entry.ok).length;
  if (incomplete > 0)
    return incomplete === 1 ? '1 event is not complete yet.' : `${incomplete} events are not complete yet.`;
  if (size.bytes >= size.limitBytes) return 'Together they are too large for one call of PutEvents.';
  if (entries.some((entry) => entry.verdict === 'unknown-bus'))
    return 'A bus does not exist: EventBridge would take the event and drop it.';
  if (entries.some((entry) => entry.verdict === 'invalid')) return 'EventBridge would refuse an event.';
  return null;
}
