'use client';
import { useDeferredValue, useMemo, useState } from 'react';
import { OperationProgress } from '@/components/retrigger/operation-progress';
import { WhereItActs } from '@/components/shell/where-it-acts';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { JsonEditor } from '@/components/ui/json-editor';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { Kbd } from '@/components/ui/kbd';
import { ProblemNote } from '@/components/ui/problem-note';
import { Segmented } from '@/components/ui/segmented';
import { TextField } from '@/components/ui/text-field';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { startExecutionAction } from '@/lib/actions/state-machine-actions';
import { EXECUTION_INPUT_LIMIT_BYTES } from '@/lib/contract/state-machine';
import { removeCarrier } from '@/lib/domain/json-text';
import { checkExecutionInput, executionNameProblem } from './execution-input.model';
import { useExecutionOperation } from './use-execution-operation';

export interface StartFrom {
  input: string;
  /** The hop whose chain may go on. */
  hop: { hopId: string; functionName: string } | null;
}

/** Starts an execution: its name, its input and whose chain it is; then what becomes of it. */
export function StartExecutionDialog({
  stateMachineName,
  from,
  onClose,
  onLeave = onClose,
}: {
  stateMachineName: string;
  from: StartFrom;
  onClose: () => void;
  /** A link in it is followed. */
  onLeave?: () => void;
}) {
  const [name, setName] = useState('');
  const [input, setInput] = useState(from.input);
  const [continues, setContinues] = useState(from.hop !== null);
  const operation = useExecutionOperation(startExecutionAction);
  const { state, problem } = operation;
  const settled = useDeferredValue(input);
  const check = useMemo(() => checkExecutionInput(settled), [settled]);
  const carrier = useMemo(() => removeCarrier(settled).removed, [settled]);
  const nameProblem = executionNameProblem(name);
  const ready = nameProblem === null && checkExecutionInput(input).said === null;
  const title = `Start ${stateMachineName}`;
  const where = (
    <span className="mt-1 inline-block">
      <WhereItActs compact />
    </span>
  );
  const submit = () => {
    if (!ready) return;
    const hopId = continues ? (from.hop?.hopId ?? null) : null;
    void operation.send(
      (operationId) => ({
        operationId,
        stateMachineName,
        name: name === '' ? null : name,
        input,
        hopId,
      }),
      `Start of ${stateMachineName}`,
    );
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
          <Button variant="primary" data-autofocus onClick={onClose}>
            Close
          </Button>
        }
      >
        <OperationProgress operationId={operation.operationId} onLeave={onLeave} />
      </Dialog>
    );
  }
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
          <Button variant="primary" busy={state === 'sending'} disabled={!ready} onClick={submit}>
            Start it
            <Kbd className="border-transparent bg-transparent text-on-accent">⌘/Ctrl Enter</Kbd>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 p-4">
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          problem={problem?.field === 'name' ? problem.message : nameProblem}
          hint="Empty: one is chosen. A name can be used again 90 days after its execution closed."
          mono
        />
        <section aria-label="Input">
          <div className="mb-1 flex min-h-6 items-center text-xs text-muted">
            <h3>Input</h3>
            <Button
              size="sm"
              variant="ghost"
              className="ml-auto"
              disabled={check.fault !== null}
              onClick={() => setInput(prettyJsonText(input) ?? input)}
            >
              Lay out
            </Button>
          </div>
          <JsonEditor
            label="Input, JSON"
            autoFocus
            value={input}
            onChange={setInput}
            said={problem?.field === 'input' ? problem.message : check.said}
            fault={check.fault}
            size={`${check.bytes.toLocaleString('en-US')} of ${EXECUTION_INPUT_LIMIT_BYTES.toLocaleString('en-US')} bytes`}
            tooLarge={check.tooLarge}
          />
        </section>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {from.hop === null ? null : (
            <Segmented
              label="Chain"
              value={continues ? 'continue' : 'new'}
              options={[
                { value: 'continue', label: 'Continue the chain' },
                { value: 'new', label: 'Start a chain' },
              ]}
              onValueChange={(value) => setContinues(value === 'continue')}
            />
          )}
          <p className="text-xs text-muted">
            {continues && from.hop !== null
              ? `Same trace Root: what it runs joins the chain of ${from.hop.functionName}.`
              : `Own trace: nothing joins it to an earlier run.${carrier ? ' The field __rerun is taken out of the input.' : ''}`}
          </p>
        </div>
        {problem === null || problem.field === 'input' || problem.field === 'name' ? null : (
          <ProblemNote problem={problem} />
        )}
      </div>
    </Dialog>
  );
}
