'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { MarkerHint } from '@/components/ui/marker-hint';
import type { HopDetail } from '@/lib/contract/hop';
import { utf8Length } from '@/lib/domain/utf8-length';

type Recorded = NonNullable<HopDetail['payload']>;

const SOURCE_WORDS: Record<Recorded['source'], string> = {
  operation: 'sent from this dashboard',
  marker: 'printed by the handler’s marker',
  'destination-record': 'from a destination record',
  history: 'from the execution history',
  event: 'seen as an event',
  log: 'printed by the handler',
  answer: 'answered to this dashboard',
};

/** A payload or response by its own characters, and who knew it; or why nobody does and what records it. */
export function RecordedText({
  recorded,
  what,
}: {
  recorded: Recorded | null;
  what: 'payload' | 'response';
}) {
  const [pretty, setPretty] = useState(true);
  if (recorded === null) {
    return (
      <div className="overflow-y-auto p-4">
        <h3 className="font-medium">{what === 'payload' ? 'Payload' : 'Response'} not recorded</h3>
        {what === 'payload' ? (
          <MarkerHint />
        ) : (
          <p className="mt-1 text-muted">
            CloudWatch keeps no responses. A response is known where this dashboard sent a synchronous run, or
            where a destination record or an execution history tells it.
          </p>
        )}
      </div>
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1 text-xs text-muted">
        <span>
          {utf8Length(recorded.text).toLocaleString('en-US')} bytes, {SOURCE_WORDS[recorded.source]}
        </span>
        {recorded.truncated ? <span className="text-waiting">cut at the store’s limit</span> : null}
        {recorded.altered ? (
          <span className="text-waiting">characters that cannot be stored were replaced</span>
        ) : null}
        <span className="ml-auto flex items-center">
          <Button variant="ghost" size="sm" aria-pressed={!pretty} onClick={() => setPretty(!pretty)}>
            {pretty ? 'As recorded' : 'Laid out'}
          </Button>
          <CopyButton text={recorded.text} what={what} />
        </span>
      </div>
      <CodeView text={recorded.text} pretty={pretty} label={what === 'payload' ? 'Payload' : 'Response'} />
    </>
  );
}
