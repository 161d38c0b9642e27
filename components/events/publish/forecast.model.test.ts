import { describe, expect, it } from 'vitest';
import type { EntryForecast } from '@/lib/contract/event';
import { checkDraft, emptyDraft, entryOf } from './draft-entry.model';
import { forecastQuestion, publishWords, ruleGroups, VERDICT_LOOK } from './forecast.model';

type Judged = Parameters<typeof publishWords>[0][number];
const SMALL = { bytes: 10, limitBytes: 100 };
const an = (verdict: Judged['verdict'], eventBusName = 'orders', ok = true): Judged => ({
  eventBusName,
  ok,
  verdict,
});

describe('publishWords', () => {
  it.each<[Judged[], string]>([
    [[an(null)], 'Publish 1 event to orders'],
    [[an('reaches'), an('reaches')], 'Publish 2 events to orders'],
    [[an('reaches'), an('nothing-matches')], 'Publish 2 events to orders (1 reaches nothing)'],
    [[an('no-target'), an('not-permitted')], 'Publish 2 events to orders (2 reach nothing)'],
    [[an('only-disabled')], 'Publish 1 event to orders, which reaches nothing'],
    [[an('reaches', 'a'), an('unknown', 'b')], 'Publish 2 events to 2 buses'],
  ])('%#', (entries, act) => {
    expect(publishWords(entries, SMALL)).toMatchObject({ act, refused: null });
  });
  it.each<[Judged[], typeof SMALL, RegExp]>([
    [[an(null, 'orders', false)], SMALL, /^1 event is not complete/],
    [[an(null, 'orders', false), an(null, 'orders', false)], SMALL, /^2 events are/],
    [[an('reaches')], { bytes: 100, limitBytes: 100 }, /too large/],
    [[an('unknown-bus')], SMALL, /does not exist/],
    [[an('invalid')], SMALL, /refuse/],
  ])('%# cannot be sent', (entries, size, refused) => {
    expect(publishWords(entries, size).refused).toMatch(refused);
  });
  it('warns of what reaches nothing, not of what is not known', () => {
    expect(publishWords([an('nothing-matches')], SMALL).warns).toBe(true);
    expect(publishWords([an('unknown')], SMALL).warns).toBe(false);
  });
});

it('asks of complete drafts only, each under its own ID', () => {
  const good = { ...emptyDraft('a', 'default'), source: 's', detailType: 't' };
  const drafts = [emptyDraft('x', 'default'), good];
  const checks = new Map(drafts.map((draft) => [draft.draftId, checkDraft(draft)]));
  expect(forecastQuestion(drafts, checks, entryOf)).toEqual([{ draftId: 'a', entry: entryOf(good) }]);
});

it('groups rules by how the entry meets them', () => {
  const rule = (outcome: EntryForecast['rules'][number]['outcome']): EntryForecast['rules'][number] => ({
    ruleName: outcome,
    ruleArn: outcome,
    state: 'ENABLED',
    outcome,
    failures: [],
    targets: [],
  });
  const groups = ruleGroups([rule('matches'), rule('nearly'), rule('differs'), rule('matches-disabled')]);
  expect(groups.matches).toHaveLength(1);
  expect(groups.disabled[0]?.outcome).toBe('matches-disabled');
  expect(groups.nearly[0]?.outcome).toBe('nearly');
  expect(groups.differs[0]?.outcome).toBe('differs');
});

it('never says a verdict by colour alone', () => {
  for (const look of Object.values(VERDICT_LOOK)) expect(look.word).not.toBe('');
});
