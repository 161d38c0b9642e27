'use client';
import { useDeferredValue, useMemo, useState } from 'react';
import { OperationDialog } from '@/components/retrigger/operation-dialog';
import { WhereItActs } from '@/components/shell/where-it-acts';
import { ChainChoice } from '@/components/ui/chain-choice';
import { JsonEditor } from '@/components/ui/json-editor';
import { JsonSection } from '@/components/ui/json-section';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { ProblemNote } from '@/components/ui/problem-note';
import { TextField } from '@/components/ui/text-field';
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
  onLeave,
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
  const { problem } = operation;
  const settled = useDeferredValue(input);
  const check = useMemo(() => checkExecutionInput(settled), [settled]);
  const carrier = useMemo(() => removeCarrier(settled).removed, [settled]);
  const nameProblem = executionNameProblem(name);
  const ready = nameProblem === null && checkExecutionInput(input).said === null;
  const own = `Own trace: nothing joins it to an earlier run.${carrier ? ' The field __rerun is taken out of the input.' : ''}`;
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
  return (
    <OperationDialog
      title={`Start ${stateMachineName}`}
      where={
        <span className="mt-1 inline-block">
          <WhereItActs compact />
        </span>
      }
      operation={operation}
      act="Start it"
      ready={ready}
      onSubmit={submit}
      onClose={onClose}
      onLeave={onLeave}
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        problem={problem?.field === 'name' ? problem.message : nameProblem}
        hint="Empty: one is chosen. A name can be used again 90 days after its execution closed."
        mono
      />
      <JsonSection
        label="Input"
        heading={<h3>Input</h3>}
        canLayOut={check.fault === null}
        onLayOut={() => setInput(prettyJsonText(input) ?? input)}
      >
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
      </JsonSection>
      {from.hop === null ? (
        <p className="text-xs text-muted">{own}</p>
      ) : (
        <ChainChoice continues={continues} onContinues={setContinues}>
          {continues ? `Same trace Root: what it runs joins the chain of ${from.hop.functionName}.` : own}
        </ChainChoice>
      )}
      {problem === null || problem.field === 'input' || problem.field === 'name' ? null : (
        <ProblemNote problem={problem} />
      )}
    </OperationDialog>
  );
}
