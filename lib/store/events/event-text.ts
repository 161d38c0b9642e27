/**
 * The event that EventBridge makes of an entry, as far as it is known: account and region are empty, because only a
 * watched bus shows them. `detail` is kept byte for byte.
 */
export function eventText(entry: {
  eventId: string | null;
  source: string;
  detailType: string;
  detail: string;
  resources: readonly string[];
  time: Date | null;
  at: Date;
}): string {
  const time = `${(entry.time ?? entry.at).toISOString().slice(0, 19)}Z`;
  const before = JSON.stringify({
    version: '0',
    id: entry.eventId ?? '',
    'detail-type': entry.detailType,
    source: entry.source,
    account: '',
    time,
    region: '',
    resources: entry.resources,
  });
  return `${before.slice(0, -1)},"detail":${entry.detail === '' ? '{}' : entry.detail}}`;
}
