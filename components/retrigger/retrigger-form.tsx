'use client';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { JsonSection } from '@/components/ui/json-section';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { MarkerHint } from '@/components/ui/marker-hint';
import { ProblemNote } from '@/components/ui/problem-note';
import type { HopDetail } from '@/lib/contract/hop';
import {
  ASYNC_PAYLOAD_LIMIT_BYTES,
  type RetriggerInput,
  SYNC_PAYLOAD_LIMIT_BYTES,
} from '@/lib/contract/operation';
import { removeCarrier } from '@/lib/domain/json-text';
import { OperationDialog } from './operation-dialog';
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
  const operation = useRetrigger();
  const { problem } = operation;
  const limitBytes = invocationType === 'Event' ? ASYNC_PAYLOAD_LIMIT_BYTES : SYNC_PAYLOAD_LIMIT_BYTES;
  const settledText = useDeferredValue(text);
  const check = useMemo(() => checkPayload(settledText, limitBytes), [settledText, limitBytes]);
  const carrier = useMemo(() => removeCarrier(settledText).removed, [settledText]);

  const submit = () => {
    if (!checkPayload(text, limitBytes).ok) return;
    void operation.send({ functionName, payload: text, invocationType, hopId: hop?.hopId ?? null, chain });
  };
  const changed = original !== null && original !== settledText;
  return (
    <OperationDialog
      title={title}
      where={where}
      operation={operation}
      act={invocationType === 'Event' ? 'Queue it' : 'Run it'}
      ready={check.ok}
      onSubmit={submit}
      onClose={onClose}
      afterwards={<Button onClick={operation.again}>Edit and run again</Button>}
    >
      {hop !== null && recorded === null ? (
        <div className="rounded-md border border-line p-3">
          <h3 className="font-medium">Payload not recorded</h3>
          <MarkerHint />
        </div>
      ) : null}
      <JsonSection
        label="Payload"
        heading={
          <>
            <h3>Payload{original === null ? '' : `, ${changed ? 'edited' : originName}`}</h3>
            {recorded?.truncated === true && original === recorded.text ? (
              <span className="text-waiting">only its beginning was kept: complete it before you run it</span>
            ) : null}
            {recorded?.altered === true ? (
              <span className="text-waiting">characters that cannot be stored were replaced</span>
            ) : null}
          </>
        }
        acts={
          original === null ? null : (
            <Button size="sm" variant="ghost" disabled={!changed} onClick={() => setText(original)}>
              Back to the original
            </Button>
          )
        }
        canLayOut={check.syntax === null && !check.empty}
        onLayOut={() => setText(prettyJsonText(text) ?? text)}
      >
        <PayloadEditor
          value={text}
          onChange={setText}
          check={check}
          problem={problem?.field === 'payload' ? problem.message : null}
        />
      </JsonSection>
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
    </OperationDialog>
  );
}
