import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { createStateMachine } from '../../../aws/create-state-machine.ts';
import { AppError } from '../../../domain/app-error.ts';
import { stateMachineArnOf, targetOfArn } from '../../../domain/target-arn.ts';
import { definedFields } from '../defined-fields.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  NO_LOGGING,
  onceReady,
  readStateMachine,
  restoreStateMachine,
  zTags,
} from './state-machine-state.ts';

const zInput = z.object({
  name: z.string(),
  definition: z.string(),
  /** Of the account that the state machine is in. */
  roleArn: z.string(),
  type: z.enum(['STANDARD', 'EXPRESS']),
  tracingConfiguration: z.object({ enabled: z.boolean() }).optional(),
  tags: zTags.optional(),
});
type Input = z.infer<typeof zInput>;

/** Step Functions CreateStateMachine with a role that an earlier call may create; undone, its executions go with it. */
export const createStateMachineOperation = planOperationOf({
  operation: 'CreateStateMachine',
  zInput,
  subject: ({ name }) => `state machine ${name}`,
  read: (aws, input) => readStateMachine(aws, arnOf(aws, input)),
  wanted: ({ definition, roleArn, type, tracingConfiguration }) => ({
    definition,
    roleArn,
    type,
    logging: NO_LOGGING,
    tracingEnabled: tracingConfiguration?.enabled ?? false,
  }),
  check({ name }, { definition }) {
    if (definition === null) return;
    throw new AppError('conflict', `There is another state machine ${name} already.`, {
      field: 'name',
      nextStep: 'Choose another name, or open that state machine and change it.',
    });
  },
  execute: (aws, input) =>
    onceReady(async () => {
      await createStateMachine(aws, definedFields(input));
    }),
  undo: (aws, input, former) => restoreStateMachine(aws, arnOf(aws, input), former),
  shownIn: 'executions',
});

function arnOf({ region }: AwsClients, { name, roleArn }: Input): string {
  return stateMachineArnOf({ region, accountId: targetOfArn(roleArn).accountId, name });
}
