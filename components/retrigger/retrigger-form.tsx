'use client';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { Kbd } from '@/components/ui/kbd';
import { MarkerHint } from '@/components/ui/marker-hint';
import { ProblemNote } from '@/components/ui/problem-note';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { HopDetail } from '@/lib/contract/hop';
import {
  ASYNC_PAYLOAD_LIMIT_BYTES,
  type RetriggerInput,
  SYNC_PAYLOAD_LIMIT_BYTES,
} from '@/lib/contract/operation';
import { removeCarrier } from '@/lib/domain/json-text';
import { OperationProgress } from './operation-progress';
import { checkPayload } from './payload-check.model';
import { PayloadDiff } from './payload-diff';
import { PayloadEditor } from './payload-editor';
import { RetriggerOptions } from './retrigger-options';
import { SavedPayloads } from './saved-payloads';
import { useRetrigger } from './use-retrigger';

/** The dialog's two faces: what to run and how, then what becomes of it. */
export function RetriggerForm({
  functionName,
  hop,
  title,
  where,
  onClose,
}: {
  functionName: string;
  hop: HopDetail | null;
  title: string;
  where: ReactNode;
  onClose: () => void;
}) {
  const recorded = hop?.payload ?? null;
  const [text, setText] = useState(recorded?.text ?? '');
  const [original, setOriginal] = useState(recorded?.text ?? null);
  const [originName, setOriginName] = useState('as recorded');
  const [invocationType, setInvocationType] = useState<RetriggerInput['invocationType']>(
    hop?.invocationType ?? 'RequestResponse',
  );
  const [chain, setChain] = useState<RetriggerInput['chain']>(hop === null ? 'new' : 'continue');
  const { operationId, state, problem, send, again } = useRetrigger();
  const limitBytes = invocationType === 'Event' ? ASYNC_PAYLOAD_LIMIT_BYTES : SYNC_PAYLOAD_LIMIT_BYTES;
  const settledText = useDeferredValue(text);
  const check = useMemo(() => checkPayload(settledText, limitBytes), [settledText, limitBytes]);
  const carrier = useMemo(() => removeCarrier(settledText).removed, [settledText]);

  const submit = () => {
    if (!checkPayload(text, limitBytes).ok) return;
    void send({ functionName, payload: text, invocationType, hopId: hop?.hopId ?? null, chain });
  };
  useHotkeys({ 'mod+Enter': submit }, { enabled: state === 'open', inDialogs: true });

  if (state === 'sent') {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={title}
        description={where}
        size="lg"
        footer={
          <>
            <Button onClick={again}>Edit and run again</Button>
            <Button variant="primary" data-autofocus onClick={onClose}>
              Close
            </Button>
          </>
        }
      >
        <OperationProgress operationId={operationId} onLeave={onClose} />
      </Dialog>
    );
  }
  const changed = original !== null && original !== settledText;
  return (
    <Dialog
      open
      holdsWork
      onOpenChange={onClose}
      title={title}
      description={where}
      size="lg"
      footer={
        <>
          <p className="mr-auto text-xs text-muted">This runs real code. It is recorded as your operation.</p>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={state === 'sending'} disabled={!check.ok} onClick={submit}>
            {invocationType === 'Event' ? 'Queue it' : 'Run it'}
            <Kbd className="border-transparent bg-transparent text-on-accent">⌘/Ctrl Enter</Kbd>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 p-4">
        {hop !== null && recorded === null ? (
          <div className="rounded-md border border-line p-3">
            <h3 className="font-medium">Payload not recorded</h3>
            <MarkerHint />
          </div>
        ) : null}
        <section aria-label="Payload">
          <div className="mb-1 flex min-h-6 flex-wrap items-center gap-x-3 text-xs text-muted">
            <h3>Payload{original === null ? '' : `, ${changed ? 'edited' : originName}`}</h3>
            {recorded?.truncated === true && original === recorded.text ? (
              <span className="text-waiting">only its beginning was kept: complete it before you run it</span>
            ) : null}
            {recorded?.altered === true ? (
              <span className="text-waiting">characters that cannot be stored were replaced</span>
            ) : null}
            <span className="ml-auto flex gap-1">
              <Button
                size="sm"
                variant="ghost"
                disabled={check.syntax !== null || check.empty}
                onClick={() => setText(prettyJsonText(text) ?? text)}
              >
                Lay out
              </Button>
              {original === null ? null : (
                <Button size="sm" variant="ghost" disabled={!changed} onClick={() => setText(original)}>
                  Back to the original
                </Button>
              )}
            </span>
          </div>
          <PayloadEditor
            value={text}
            onChange={setText}
            check={check}
            problem={problem?.field === 'payload' ? problem.message : null}
          />
        </section>
        {changed ? <PayloadDiff original={original} edited={settledText} /> : null}
        <RetriggerOptions
          invocationType={invocationType}
          onInvocationType={setInvocationType}
          chain={chain}
          onChain={setChain}
          canContinue={hop !== null}
          removesCarrier={carrier}
        />
        {problem === null || problem.field === 'payload' ? null : <ProblemNote problem={problem} />}
        <SavedPayloads
          functionName={functionName}
          text={text}
          canSave={check.ok}
          onTake={(taken, name) => {
            setText(taken);
            setOriginal(taken);
            setOriginName(`saved as ${name}`);
          }}
        />
      </div>
    </Dialog>
  );
}
