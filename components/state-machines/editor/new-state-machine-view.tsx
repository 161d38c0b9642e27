'use client';
import { StateMachineEditor } from './state-machine-editor';

/** A loop that polls with a pause, to be changed. */
const FIRST_DEFINITION = JSON.stringify(
  {
    Comment: 'Runs a function again until it is ready',
    QueryLanguage: 'JSONata',
    StartAt: 'Run',
    States: {
      Run: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'my-function', Payload: '{% $states.input %}' },
        Output: '{% $states.result.Payload %}',
        Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 2, MaxAttempts: 3 }],
        Next: 'Ready?',
      },
      'Ready?': {
        Type: 'Choice',
        Choices: [{ Condition: "{% $states.input.status = 'READY' %}", Next: 'Done' }],
        Default: 'Rest',
      },
      Rest: { Type: 'Wait', Seconds: 30, Next: 'Run' },
      Done: { Type: 'Succeed' },
    },
  },
  null,
  2,
);

export function NewStateMachineView() {
  return (
    <StateMachineEditor
      initial={{ name: '', type: 'STANDARD', roleArn: '', definition: FIRST_DEFINITION }}
      edits={false}
      title="New state machine"
      back="/state-machines"
    />
  );
}
