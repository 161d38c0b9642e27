import { CopyButton } from './copy-button';

const MARKER_LINE =
  "console.log(JSON.stringify({ rerun: { v: 1, via: 'invoke', requestId: context.awsRequestId, input: event } }));";

/** Why a payload is unknown, and the one line that makes the next one known. */
export function MarkerHint() {
  return (
    <div className="mt-1 flex max-w-prose flex-col gap-2 text-muted">
      <p>
        Payloads are not in CloudWatch. Print this line at the start of the handler, as a line of its own, and
        the next runs are recorded (up to 16 KB each):
      </p>
      <div className="flex items-start gap-1 rounded-md border border-line bg-surface p-2">
        <code className="min-w-0 flex-1 text-xs break-all whitespace-pre-wrap text-text">{MARKER_LINE}</code>
        <CopyButton text={MARKER_LINE} what="line" className="-m-1" />
      </div>
    </div>
  );
}
