import { z } from 'zod';
import { updateStateMachine } from '../../../aws/update-state-machine.ts';
import { definedFields } from '../defined-fields.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  onceReady,
  readStateMachine,
  restoreStateMachine,
  stateMachineSubject,
  zMachineRef,
} from './state-machine-state.ts';

const zInput = zMachineRef.extend({
  definition: z.string().optional(),
  roleArn: z.string().optional(),
  tracingConfiguration: z.object({ enabled: z.boolean() }).optional(),
});

/** Step Functions UpdateStateMachine: what the input leaves out stays; running executions keep what they started with. */
export const updateStateMachineOperation = planOperationOf({
  operation: 'UpdateStateMachine',
  zInput,
  subject: ({ stateMachineArn }) => stateMachineSubject(stateMachineArn),
  read: (aws, { stateMachineArn }) => readStateMachine(aws, stateMachineArn),
  wanted: ({ definition, roleArn, tracingConfiguration }, state) => ({
    ...state,
    ...(definition === undefined ? {} : { definition }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(tracingConfiguration === undefined ? {} : { tracingEnabled: tracingConfiguration.enabled }),
  }),
  execute: (aws, input) => onceReady(() => updateStateMachine(aws, definedFields(input))),
  undo: (aws, { stateMachineArn }, former) => restoreStateMachine(aws, stateMachineArn, former),
  shownIn: 'executions',
});
