'use client';
import { useState } from 'react';
import { OperationProgress } from '@/components/retrigger/operation-progress';
import { WhereItActs } from '@/components/shell/where-it-acts';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ProblemNote } from '@/components/ui/problem-note';
import { TextField } from '@/components/ui/text-field';
import { actOnExecutionAction } from '@/lib/actions/state-machine-actions';
import type { ExecutionActInput, ExecutionDetail } from '@/lib/contract/state-machine';
import { useExecutionOperation } from '../start/use-execution-operation';

const WORDS = {
  stop: {
    title: 'Stop',
    does: 'It ends as aborted, and no further state is entered. What its tasks run right now goes on to its end.',
    button: 'Stop it',
  },
  redrive: {
    title: 'Redrive',
    does: 'It goes on from the states that did not succeed, with the same input and the definition that it started with. States that succeeded are not run again.',
    button: 'Redrive it',
  },
} as const;

/** Stops or redrives an execution, once; then what becomes of it. */
export function ExecutionActDialog({
  execution,
  act,
  onClose,
}: {
  execution: Pick<ExecutionDetail, 'executionArn' | 'name'>;
  act: ExecutionActInput['act'];
  onClose: () => void;
}) {
  const [error, setError] = useState('');
  const [cause, setCause] = useState('');
  const { operationId, state, problem, send } = useExecutionOperation(actOnExecutionAction);
  const words = WORDS[act];
  const { executionArn, name } = execution;
  const sent = state === 'sent';
  return (
    <Dialog
      open
      holdsWork={!sent}
      onOpenChange={onClose}
      title={`${words.title} ${name}`}
      description={
        <span className="mt-1 inline-block">
          <WhereItActs compact />
        </span>
      }
      footer={
        sent ? (
          <Button variant="primary" data-autofocus onClick={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant={act === 'stop' ? 'danger' : 'primary'}
              data-autofocus
              busy={state === 'sending'}
              onClick={() =>
                void send(
                  (id) => ({ operationId: id, executionArn, act, error, cause }),
                  `${words.title} of ${name}`,
                )
              }
            >
              {words.button}
            </Button>
          </>
        )
      }
    >
      {sent ? (
        <OperationProgress operationId={operationId} onLeave={onClose} />
      ) : (
        <div className="flex flex-col gap-3 p-4">
          <p>{words.does}</p>
          {act === 'stop' ? (
            <>
              <TextField
                label="Error, if you like"
                value={error}
                onChange={setError}
                problem={
                  problem?.field === 'error'
                    ? problem.message
                    : error.length > 256
                      ? 'At most 256 characters'
                      : null
                }
                mono
              />
              <TextField
                label="Cause, if you like"
                value={cause}
                onChange={setCause}
                problem={problem?.field === 'cause' ? problem.message : null}
              />
            </>
          ) : null}
          {problem === null || problem.field === 'error' || problem.field === 'cause' ? null : (
            <ProblemNote problem={problem} />
          )}
        </div>
      )}
    </Dialog>
  );
}
