/** One entry of PutEvents, as it is sent. */
export interface EventEntryText {
  source: string;
  detailType: string;
  /** JSON text of an object. */
  detail: string;
  resources: readonly string[];
  /** Null: EventBridge's own time. */
  time: Date | null;
}

/** What EventBridge adds to an entry. */
export interface EntryEventSetting {
  eventId: string;
  accountId: string;
  region: string;
  /** When EventBridge takes it in; its time where the entry has none. */
  now: Date;
}

/**
 * The event that EventBridge makes of an entry, as JSON text: fields in AWS's order, the time in whole seconds, and the
 * detail byte for byte, big integers kept. `detail` must be JSON.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export function entryEvent(entry: EventEntryText, setting: EntryEventSetting): string {
  const head = {
    version: '0',
    id: setting.eventId,
    'detail-type': entry.detailType,
    source: entry.source,
    account: setting.accountId,
    time: `${(entry.time ?? setting.now).toISOString().slice(0, 19)}Z`,
    region: setting.region,
    resources: entry.resources,
  };
  return `${JSON.stringify(head).slice(0, -1)},"detail":${entry.detail.trim()}}`;
}
