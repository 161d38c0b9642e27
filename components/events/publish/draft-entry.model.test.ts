import { describe, expect, it } from 'vitest';
import {
  addDraft,
  changeDraft,
  checkDraft,
  type DraftEntry,
  draftOf,
  duplicateDraft,
  emptyDraft,
  entryOf,
  fieldAtFault,
  removeDraft,
} from './draft-entry.model';

const GOOD: DraftEntry = {
  draftId: 'a',
  eventBusName: 'default',
  source: 'my.source',
  detailType: 'MyType',
  detail: '{"n":12345678901234567890}',
  resources: '',
  time: null,
};
const ids = (drafts: DraftEntry[]) => drafts.map((draft) => draft.draftId).join('');

describe('checkDraft', () => {
  it('takes what EventBridge takes, and counts its bytes', () => {
    expect(checkDraft(GOOD)).toMatchObject({ ok: true, problems: {}, syntax: null, bytes: 9 + 6 + 26 });
    expect(checkDraft({ ...GOOD, time: '2026-01-01T00:00:00.000Z' }).bytes).toBe(9 + 6 + 26 + 14);
  });
  it.each<[Partial<DraftEntry>, keyof DraftEntry, RegExp]>([
    [{ source: '' }, 'source', /missing/],
    [{ source: 'aws.ec2' }, 'source', /kept for AWS/],
    [{ detailType: 'x'.repeat(129) }, 'detailType', /128/],
    [{ detail: '[1]' }, 'detail', /object/],
    [{ detail: '{\n"a": ,\n}' }, 'detail', /line 2, column 6/],
    [{ eventBusName: 'not a bus' }, 'eventBusName', /bus name/],
  ])('%j is refused at %s', (change, field, message) => {
    const check = checkDraft({ ...GOOD, ...change });
    expect(check.ok).toBe(false);
    expect(Object.entries(check.problems)).toEqual([[field, expect.stringMatching(message)]]);
  });
  it('says where the detail is not JSON', () => {
    expect(checkDraft({ ...GOOD, detail: '{\n"a": ,\n}' }).syntax).toMatchObject({ line: 2, column: 6 });
  });
});

describe('entryOf', () => {
  it('takes one resource a line, without blanks', () => {
    expect(entryOf({ ...GOOD, resources: ' a \n\n b\n' }).resources).toEqual(['a', 'b']);
    expect(entryOf(draftOf('x', entryOf({ ...GOOD, resources: 'a\nb' })))).toEqual(
      entryOf({ ...GOOD, resources: 'a\nb' }),
    );
  });
});

describe('the list of drafts', () => {
  const drafts = ['a', 'b', 'c'].map((id) => emptyDraft(id, 'default'));
  const ten = Array.from({ length: 10 }, (_, n) => emptyDraft(String(n), 'default'));
  it('adds, duplicates behind the original, removes and changes one', () => {
    expect(ids(addDraft(drafts, emptyDraft('d', 'default')))).toBe('abcd');
    expect(ids(duplicateDraft(drafts, 'b', 'x'))).toBe('abxc');
    expect(ids(removeDraft(drafts, 'b'))).toBe('ac');
    expect(changeDraft(drafts, 'b', { source: 's' }).map((draft) => draft.source)).toEqual(['', 's', '']);
  });
  it('keeps to one at least and ten at most', () => {
    expect(removeDraft([GOOD], 'a')).toEqual([GOOD]);
    expect(addDraft(ten, GOOD)).toHaveLength(10);
    expect(duplicateDraft(ten, '3', 'x')).toHaveLength(10);
  });
});

it.each([
  ['entries.1.source', { draftId: 'b', field: 'source' }],
  ['entries.0.resources.2', { draftId: 'a', field: 'resources' }],
  ['entries.7.source', null],
  ['entries.0.weather', null],
  ['entries', null],
  ['hopId', null],
  [null, null],
])('a problem at %s belongs to %j', (field, found) => {
  expect(fieldAtFault(field, [emptyDraft('a', 'x'), emptyDraft('b', 'x')])).toEqual(found);
});
