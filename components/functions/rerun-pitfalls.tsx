import { Info } from 'lucide-react';
import type { RerunDraft } from './rerun-draft.model';

/** What one must know before, each in a sentence. */
export function RerunPitfalls({ draft, functionName }: { draft: RerunDraft; functionName: string }) {
  const { on, nextInput, maximumRetryAttempts, counted, boundPath } = draft;
  const said = [
    'Only asynchronous runs write a record: after a synchronous run nothing follows.',
    counted && nextInput === 'response'
      ? `EventBridge cannot count: ${functionName} must return ${boundPath} raised by one, with all else that the next run needs.`
      : null,
    nextInput === 'request' ? 'The next run gets the same input again: a counter in it never changes.' : null,
    nextInput === 'response' && on === 'failure'
      ? 'The answer of a failed run is its error: the next run gets errorType and errorMessage.'
      : null,
    on === 'failure' && maximumRetryAttempts > 0
      ? 'Lambda’s retries and the rule both run a failed run again.'
      : null,
    on === 'failure' && maximumRetryAttempts === 0
      ? 'Lambda’s retries are set to 0, so that only the rule runs it again.'
      : null,
    on === 'failure'
      ? 'Runs that fail because the reserved concurrency is 0 are left out: otherwise the rule would turn without end.'
      : 'A pattern cannot look into a text: what a body of JSON text says is never matched.',
    'The record’s envelope is taken off by an input path, so that records do not nest.',
    'Its other event-invoke settings are kept, and come back when this is removed.',
  ];
  return (
    <section aria-labelledby="rerun-pitfalls">
      <h3 id="rerun-pitfalls" className="mb-1 font-semibold">
        Good to know
      </h3>
      <ul className="flex flex-col gap-1 text-muted">
        {said
          .filter((line) => line !== null)
          .map((line) => (
            <li key={line} className="flex gap-1.5">
              <Info aria-hidden className="mt-0.5 size-3.5 shrink-0" />
              {line}
            </li>
          ))}
      </ul>
    </section>
  );
}
