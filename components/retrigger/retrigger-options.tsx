'use client';
import type { ReactNode } from 'react';
import type { RetriggerInput } from '@/lib/contract/operation';

/** How it is run, and whether the run belongs to the chain. */
export function RetriggerOptions({
  invocationType,
  onInvocationType,
  chain,
  onChain,
  canContinue,
  removesCarrier,
}: {
  invocationType: RetriggerInput['invocationType'];
  onInvocationType: (type: RetriggerInput['invocationType']) => void;
  chain: RetriggerInput['chain'];
  onChain: (chain: RetriggerInput['chain']) => void;
  canContinue: boolean;
  removesCarrier: boolean;
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <fieldset>
        <legend className="text-xs text-muted">How</legend>
        <Choice
          name="invocation-type"
          checked={invocationType === 'RequestResponse'}
          onChoose={() => onInvocationType('RequestResponse')}
          title="Wait for the answer"
        >
          Synchronous: response and log tail come back, up to 15 minutes. Lambda does not retry it.
        </Choice>
        <Choice
          name="invocation-type"
          checked={invocationType === 'Event'}
          onChoose={() => onInvocationType('Event')}
          title="Queue it"
        >
          Asynchronous: Lambda runs it soon, and again up to twice if it fails.
        </Choice>
      </fieldset>
      <fieldset>
        <legend className="text-xs text-muted">Chain</legend>
        {canContinue ? (
          <Choice
            name="chain"
            checked={chain === 'continue'}
            onChoose={() => onChain('continue')}
            title="Continue this chain"
          >
            Same trace Root; the new hop joins this chain.
          </Choice>
        ) : null}
        <Choice
          name="chain"
          checked={chain === 'new'}
          onChoose={() => onChain('new')}
          title="Start a new chain"
        >
          Own trace; nothing joins it to an earlier run.
          {removesCarrier ? (
            <span className="block text-waiting">
              The field <code>__rerun</code> is taken out of the payload.
            </span>
          ) : null}
        </Choice>
      </fieldset>
    </div>
  );
}

function Choice({
  name,
  checked,
  onChoose,
  title,
  children,
}: {
  name: string;
  checked: boolean;
  onChoose: () => void;
  title: string;
  children: ReactNode;
}) {
  return (
    <label className="mt-1 flex min-h-6 gap-2">
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        className="mt-0.5 accent-accent"
      />
      <span>
        <span className="font-medium">{title}</span>
        {checked ? <span className="block text-xs text-muted">{children}</span> : null}
      </span>
    </label>
  );
}
