import { EVENT_ENTRIES_LIMIT, type EventEntry, zEventEntry } from '@/lib/contract/event';
import { checkEventEntry, eventEntryBytes } from '@/lib/domain/check-event-entry';
import { type JsonSyntaxError, jsonSyntaxError } from '@/lib/domain/json-text';

/** An entry as it is being written. */
export interface DraftEntry {
  /** Only this form's: what is told of an entry stays with it while others come and go. */
  draftId: string;
  eventBusName: string;
  source: string;
  detailType: string;
  detail: string;
  /** One per line. */
  resources: string;
  /** ISO; null: EventBridge's own time. */
  time: string | null;
}

export type DraftField = Exclude<keyof DraftEntry, 'draftId'>;

export const emptyDraft = (draftId: string, eventBusName: string): DraftEntry => ({
  draftId,
  eventBusName,
  source: '',
  detailType: '',
  detail: '{}',
  resources: '',
  time: null,
});

export function draftOf(draftId: string, entry: EventEntry): DraftEntry {
  return { ...entry, draftId, resources: entry.resources.join('\n') };
}

/** The entry as it will be sent. */
export function entryOf(draft: DraftEntry): EventEntry {
  const { draftId: _, resources, ...rest } = draft;
  const lines = resources.split('\n').map((line) => line.trim());
  return { ...rest, resources: lines.filter((line) => line !== '') };
}

export interface DraftCheck {
  bytes: number;
  /** Where the detail is not JSON. */
  syntax: JsonSyntaxError | null;
  /** What would be refused, by field; the first of each. */
  problems: Partial<Record<DraftField, string>>;
  ok: boolean;
}

/** What is wrong with a draft before anything is asked or sent. */
export function checkDraft(draft: DraftEntry): DraftCheck {
  const entry = entryOf(draft);
  const problems: DraftCheck['problems'] = {};
  for (const { field, message } of checkEventEntry(entry)) problems[field] ??= message;
  const parsed = zEventEntry.safeParse(entry);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = path[0];
    if (isDraftField(field)) problems[field] ??= message;
  }
  return {
    bytes: eventEntryBytes(entry),
    syntax: draft.detail.trim() === '' ? null : jsonSyntaxError(draft.detail),
    problems,
    ok: Object.keys(problems).length === 0,
  };
}

function isDraftField(field: unknown): field is DraftField {
  return (
    typeof field === 'string' &&
    ['eventBusName', 'source', 'detailType', 'detail', 'resources', 'time'].includes(field)
  );
}

/** The draft and field that an error of the server points to: `entries.1.source`. */
export function fieldAtFault(
  field: string | null,
  drafts: readonly DraftEntry[],
): { draftId: string; field: DraftField } | null {
  const found = /^entries\.(\d+)\.(\w+)/.exec(field ?? '');
  const draft = drafts[Number(found?.[1] ?? -1)];
  const named = found?.[2];
  return draft === undefined || !isDraftField(named) ? null : { draftId: draft.draftId, field: named };
}

export function addDraft(drafts: readonly DraftEntry[], draft: DraftEntry): DraftEntry[] {
  return drafts.length >= EVENT_ENTRIES_LIMIT ? [...drafts] : [...drafts, draft];
}

/** A copy right behind the original. */
export function duplicateDraft(drafts: readonly DraftEntry[], draftId: string, copyId: string): DraftEntry[] {
  if (drafts.length >= EVENT_ENTRIES_LIMIT) return [...drafts];
  return drafts.flatMap((draft) =>
    draft.draftId === draftId ? [draft, { ...draft, draftId: copyId }] : [draft],
  );
}

/** Without that one; the last one stays. */
export function removeDraft(drafts: readonly DraftEntry[], draftId: string): DraftEntry[] {
  return drafts.length === 1 ? [...drafts] : drafts.filter((draft) => draft.draftId !== draftId);
}

export function changeDraft(
  drafts: readonly DraftEntry[],
  draftId: string,
  change: Partial<Omit<DraftEntry, 'draftId'>>,
): DraftEntry[] {
  return drafts.map((draft) => (draft.draftId === draftId ? { ...draft, ...change } : draft));
}
