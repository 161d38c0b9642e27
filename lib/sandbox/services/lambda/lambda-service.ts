import path from 'node:path';
import type { Deliver } from '../../delivery.ts';
import { Propagation } from '../../propagation.ts';
import type {
  LogSink,
  MetricSink,
  SandboxClock,
  SandboxService,
  WireRequest,
  WireResponse,
} from '../../service.ts';
import { AsyncQueue } from './async-queue.ts';
import type { PolicyStatement } from './function-record.ts';
import { FunctionStore } from './function-store.ts';
import { Invoker } from './invoker.ts';
import type { LambdaCall } from './lambda-call.ts';
import * as concurrency from './operations/concurrency.ts';
import * as eventInvokeConfig from './operations/event-invoke-config.ts';
import * as functions from './operations/functions.ts';
import { invoke } from './operations/invoke.ts';
import * as permissions from './operations/permissions.ts';
import * as recursion from './operations/recursion.ts';
import * as tags from './operations/tags.ts';
import { receiveDelivery } from './receive-delivery.ts';
import { matchRoute } from './routes.ts';
import { sendToDestinations } from './send-to-destinations.ts';

const IDLE_ENVIRONMENT_MS = 60_000;
const ENDPOINT_POLL_MS = 20;
/** The largest zip in base64, as AWS limits the request of CreateFunction and UpdateFunctionCode. */
const MAX_BODY_BYTES = 70_000_000;

const OPERATIONS: Record<string, (call: LambdaCall) => WireResponse | Promise<WireResponse>> = {
  Invoke: invoke,
  CreateFunction: functions.createFunction,
  UpdateFunctionCode: functions.updateFunctionCode,
  UpdateFunctionConfiguration: functions.updateFunctionConfiguration,
  GetFunction: functions.getFunction,
  GetFunctionConfiguration: functions.getFunctionConfiguration,
  DeleteFunction: functions.deleteFunction,
  ListFunctions: functions.listFunctions,
  ListTags: tags.listTags,
  TagResource: tags.tagResource,
  UntagResource: tags.untagResource,
  PutFunctionConcurrency: concurrency.putFunctionConcurrency,
  GetFunctionConcurrency: concurrency.getFunctionConcurrency,
  DeleteFunctionConcurrency: concurrency.deleteFunctionConcurrency,
  PutFunctionRecursionConfig: recursion.putFunctionRecursionConfig,
  GetFunctionRecursionConfig: recursion.getFunctionRecursionConfig,
  PutFunctionEventInvokeConfig: eventInvokeConfig.putFunctionEventInvokeConfig,
  UpdateFunctionEventInvokeConfig: eventInvokeConfig.updateFunctionEventInvokeConfig,
  GetFunctionEventInvokeConfig: eventInvokeConfig.getFunctionEventInvokeConfig,
  DeleteFunctionEventInvokeConfig: eventInvokeConfig.deleteFunctionEventInvokeConfig,
  ListFunctionEventInvokeConfigs: eventInvokeConfig.listFunctionEventInvokeConfigs,
  AddPermission: permissions.addPermission,
  RemovePermission: permissions.removePermission,
  GetPolicy: permissions.getPolicy,
};

/** Lambda of the sandbox: functions that really run, over the REST-JSON protocol that the SDK speaks. */
export function createLambdaService(options: {
  dataDir: string;
  endpoint: () => string;
  region: string;
  accountId: string;
  logs: LogSink;
  metrics: MetricSink;
  clock: SandboxClock;
  /** how records reach destinations and failed events their dead-letter queue */
  deliver: Deliver;
  /** when changes of a function's policy take effect for other services; 0 where not given */
  propagationMs?: number;
  idleEnvironmentMs?: number;
}): SandboxService & { functionCount(): number; receive: Deliver } {
  const { clock, accountId, endpoint, logs, metrics, deliver } = options;
  const root = path.resolve(options.dataDir, 'lambda');
  const store = new FunctionStore(root);
  const invoker = new Invoker({
    store,
    endpoint,
    logs,
    metrics,
    clock,
    idleEnvironmentMs: options.idleEnvironmentMs ?? IDLE_ENVIRONMENT_MS,
  });
  const queue = new AsyncQueue({
    folder: path.join(root, 'queue'),
    invoker,
    clock,
    find: (region, name) => store.find(region, name),
    onEnd: (fn, end, trace) => sendToDestinations(fn, end, trace, { deliver, metrics, clock }),
  });
  const policies = new Propagation<PolicyStatement[]>(clock.now, options.propagationMs ?? 0);
  let waiting: NodeJS.Timeout | undefined;
  return {
    receive: (delivery) => receiveDelivery(delivery, { store, queue, policies, clock, accountId }),
    functionCount: () => store.list(options.region).length,
    signingName: 'lambda',
    protocol: 'rest-json',
    maxBodyBytes: MAX_BODY_BYTES,
    operationOf: (request) => matchRoute(request.method, request.path)?.operation ?? null,
    async handle(operation: string, request: WireRequest) {
      const route = matchRoute(request.method, request.path);
      const run = OPERATIONS[operation];
      if (route === null || run === undefined) throw new Error(`no such operation: ${operation}`);
      return run({ request, route, store, invoker, queue, policies, clock, accountId });
    },
    async start() {
      // handlers need the address that the server has only once it listens
      waiting = setInterval(() => {
        if (endpoint() === '') return;
        clearInterval(waiting);
        queue.restore();
      }, ENDPOINT_POLL_MS);
    },
    async stop() {
      clearInterval(waiting);
      queue.stop();
      invoker.stop();
    },
  };
}
