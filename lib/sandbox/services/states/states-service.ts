import path from 'node:path';
import type { Deliver } from '../../delivery.ts';
import { jsonResponse, readJsonBody } from '../../json-body.ts';
import { namedByTarget } from '../../named-by-target.ts';
import type { SandboxClock, SandboxService } from '../../service.ts';
import type { JudgeRole } from '../iam/judge-role.ts';
import { ExecutionStore } from './execution-store.ts';
import { Executor } from './executor.ts';
import { MachineStore } from './machine-store.ts';
import * as executions from './operations/executions.ts';
import { getExecutionHistory } from './operations/get-execution-history.ts';
import { redriveExecution } from './operations/redrive-execution.ts';
import * as machines from './operations/state-machines.ts';
import * as tags from './operations/tags.ts';
import { testState } from './operations/test-state.ts';
import { validateStateMachineDefinition } from './operations/validate-definition.ts';
import { receiveDelivery } from './receive-delivery.ts';
import type { StartTask } from './run/task.ts';
import { startStandard } from './start-execution.ts';
import { requireMachine, type StatesCall, typeNotSupported } from './states-call.ts';
import { createStartTask } from './tasks/start-task.ts';

const TARGET_PREFIX = 'AWSStepFunctions.';

type Operation = (call: StatesCall) => unknown;
const OPERATIONS = new Map<string, Operation>(
  Object.entries<Operation>({
    CreateStateMachine: machines.createStateMachine,
    UpdateStateMachine: machines.updateStateMachine,
    DescribeStateMachine: machines.describeStateMachine,
    DescribeStateMachineForExecution: machines.describeStateMachineForExecution,
    DeleteStateMachine: machines.deleteStateMachine,
    ListStateMachines: machines.listStateMachines,
    ValidateStateMachineDefinition: validateStateMachineDefinition,
    TestState: testState,
    StartExecution: executions.startExecution,
    StartSyncExecution: executions.startSyncExecution,
    StopExecution: executions.stopExecution,
    RedriveExecution: redriveExecution,
    DescribeExecution: executions.describeExecution,
    ListExecutions: executions.listExecutions,
    GetExecutionHistory: getExecutionHistory,
    TagResource: tags.tagResource,
    UntagResource: tags.untagResource,
    ListTagsForResource: tags.listTagsForResource,
  }),
);

/**
 * Step Functions. A restart goes on with standard executions where they stood: waits for what is left of them, a task
 * that was running fails with `….SdkClientException`, as its answer is lost. Express executions end with the process.
 */
export function createStatesService(options: {
  dataDir: string;
  accountId: string;
  /** where its tasks reach the other services */
  endpoint: () => string;
  clock: SandboxClock;
  timeScale: number;
  judgeRole: JudgeRole;
  onError: (error: unknown) => void;
}): SandboxService & { receive: Deliver } {
  const { accountId, endpoint, clock, timeScale, judgeRole, onError } = options;
  const root = path.resolve(options.dataDir, 'states');
  const machineStore = new MachineStore(path.join(root, 'machines'));
  const executionStore = new ExecutionStore(path.join(root, 'executions'), clock.now);
  const startTask: StartTask = createStartTask({
    endpoint,
    accountId,
    judgeRole,
    children: {
      start({ stateMachineArn, ...start }) {
        const machine = requireMachine(machineStore, stateMachineArn);
        if (machine.type === 'EXPRESS') throw typeNotSupported();
        return startStandard(around, machine, start);
      },
      ended: (arn, signal) => executor.ended(arn, signal),
      stop: (arn) => void executor.stop(arn, null, null),
    },
  });
  const executor = new Executor({ store: executionStore, clock, timeScale, startTask, onError });
  const around = {
    machines: machineStore,
    executions: executionStore,
    executor,
    startTask,
    judgeRole,
    clock,
    timeScale,
    accountId,
  };
  return {
    signingName: 'states',
    protocol: 'json-1.0',
    receive: (delivery) => receiveDelivery(delivery, around),
    operationOf: namedByTarget(TARGET_PREFIX, OPERATIONS),
    async handle(name, request) {
      const call = { request, body: readJsonBody(request), ...around };
      return jsonResponse('1.0', (await OPERATIONS.get(name)?.(call)) ?? {});
    },
    listening: () => executor.restore(),
    async stop() {
      executor.shutdown();
    },
  };
}
