import { z } from 'zod';
import {
  EVENT_ENTRIES_LIMIT,
  EVENT_ENTRIES_LIMIT_BYTES,
  type EventEntry,
  zEventEntry,
} from '../../contract/event.ts';
import { parseInput } from '../../contract/parse-input.ts';
import { AppError } from '../../domain/app-error.ts';
import { checkEventEntry, eventEntryBytes } from '../../domain/check-event-entry.ts';

const zPublishable = z.object({
  entries: z
    .array(zEventEntry)
    .min(1, 'Publish at least one event')
    .max(EVENT_ENTRIES_LIMIT, `PutEvents takes at most ${EVENT_ENTRIES_LIMIT} entries`)
    .superRefine((entries, context) => {
      for (const [position, entry] of entries.entries()) {
        for (const { field, message } of checkEventEntry(entry)) {
          context.addIssue({ code: 'custom', path: [position, field], message });
        }
      }
    }),
});

/** Throws `invalid-input` with one error beside each field that EventBridge would refuse, and `payload-too-large`. */
export function checkEntries(entries: readonly EventEntry[]): void {
  parseInput(zPublishable, { entries });
  const bytes = entries.reduce((sum, entry) => sum + eventEntryBytes(entry), 0);
  if (bytes < EVENT_ENTRIES_LIMIT_BYTES) return;
  throw new AppError(
    'payload-too-large',
    `The entries have ${bytes.toLocaleString('en-US')} bytes together; PutEvents takes less than ${EVENT_ENTRIES_LIMIT_BYTES.toLocaleString('en-US')}.`,
    {
      field: 'entries',
      nextStep: 'Publish fewer events at once, or put the data in S3 and pass its key.',
    },
  );
}
