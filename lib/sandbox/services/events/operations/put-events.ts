import { checkEntry, readEntries } from '../event-entry.ts';
import type { EventsCall } from '../events-call.ts';

/** PutEvents: each entry has its own result; an entry's TraceHeader comes before the request's. */
export async function putEvents(call: EventsCall) {
  const header = call.request.headers['x-amzn-trace-id'];
  const requestTrace = typeof header === 'string' ? header : undefined;
  const results: Record<string, string>[] = [];
  for (const given of readEntries(call.body)) {
    const checked = checkEntry(given);
    if (!checked.ok) {
      results.push({ ErrorCode: checked.ErrorCode, ErrorMessage: checked.ErrorMessage });
      continue;
    }
    const { source, detailType, detail } = checked.entry;
    if (call.faults.failsEntry([source, detailType, detail])) {
      results.push({ ErrorCode: 'InternalFailure', ErrorMessage: 'An internal error occurred.' });
      continue;
    }
    const entry = { ...checked.entry, traceHeader: checked.entry.traceHeader ?? requestTrace };
    results.push({ EventId: await call.ingest.publish(call.request.region, entry, call.request.requestId) });
  }
  return {
    FailedEntryCount: results.filter((result) => result.ErrorCode !== undefined).length,
    Entries: results,
  };
}
