import { mkdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { createSandboxClock } from './clock.ts';
import { DeliveryRouter } from './delivery.ts';
import { createFaultBoard } from './fault-board.ts';
import { startServer } from './server.ts';
import type { SandboxService } from './service.ts';
import { deployExampleRules } from './services/events/deploy-example-rules.ts';
import { createEventsService } from './services/events/events-service.ts';
import { checkDeliveryRole } from './services/iam/check-delivery-role.ts';
import { createIamService } from './services/iam/iam-service.ts';
import { deployExamples } from './services/lambda/deploy-examples.ts';
import { startExampleRounds } from './services/lambda/example-rounds.ts';
import { createLambdaService } from './services/lambda/lambda-service.ts';
import { createLogsService } from './services/logs/logs-service.ts';
import { createMetricStore } from './services/monitoring/metric-store.ts';
import { createMonitoringService } from './services/monitoring/monitoring-service.ts';
import { createSqsService } from './services/sqs/sqs-service.ts';
import { deployExampleMachines } from './services/states/deploy-example-machines.ts';
import { startExampleExecutions } from './services/states/example-executions.ts';
import { createStatesService } from './services/states/states-service.ts';
import { createStsService } from './services/sts/sts-service.ts';

const DEFAULT_PROPAGATION_MS = 300;
const ACCOUNT_ID = '000000000000';
const zPackage = z.object({ version: z.string() });

export interface SandboxOptions {
  /** 0 picks a free one */
  port: number;
  /** holds all state; the caller has locked it */
  dataDir: string;
  /** waiting of AWS × this = waiting here */
  timeScale: number;
  /** how long after a change of rules, targets and permissions deliveries still meet the former ones; 300 where not given */
  propagationMs?: number;
  examples: 'on' | 'off';
  /** region of what nobody signed for: the examples */
  region: string;
  /** told of bugs and of storage that fails */
  onError: (error: unknown) => void;
}

export interface Sandbox {
  port: number;
  endpoint: string;
  stop(): Promise<void>;
}

/** Starts the embedded AWS: restores its state, listens on 127.0.0.1. Rejects with EADDRINUSE where the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataDir, onError } = options;
  await mkdir(dataDir, { recursive: true });
  const faults = createFaultBoard();
  const clock = createSandboxClock(options.timeScale, faults);
  const metrics = createMetricStore({ dataDir, onError });
  const propagationMs = options.propagationMs ?? DEFAULT_PROPAGATION_MS;
  const logs = createLogsService({ dataDir, accountId: ACCOUNT_ID, clock, faults, propagationMs, onError });
  const router = new DeliveryRouter(faults);
  const iam = createIamService({ dataDir, accountId: ACCOUNT_ID, clock });
  const deliver = checkDeliveryRole(router.deliver, iam.judgeRole);
  let endpoint = `http://127.0.0.1:${options.port}`;
  const lambda = createLambdaService({
    dataDir,
    endpoint: () => endpoint,
    region: options.region,
    accountId: ACCOUNT_ID,
    logs: logs.sink,
    metrics,
    clock,
    deliver,
    propagationMs,
  });
  const events = createEventsService({
    dataDir,
    accountId: ACCOUNT_ID,
    clock,
    faults,
    metrics,
    deliver,
    appendBusLog: logs.appendServiceLog,
    propagationMs,
    onError,
  });
  const sqs = createSqsService({ dataDir, accountId: ACCOUNT_ID, clock, propagationMs });
  const states = createStatesService({
    dataDir,
    accountId: ACCOUNT_ID,
    endpoint: () => endpoint,
    clock,
    timeScale: options.timeScale,
    judgeRole: iam.judgeRole,
    onError,
  });
  router.register('logs', logs.receive);
  router.register('sqs', sqs.receive);
  router.register('lambda', lambda.receive);
  router.register('events', events.receive);
  router.register('states', states.receive);
  // Lambda starts late: what it takes up again writes logs and metrics; state machines run functions
  const services: SandboxService[] = [
    logs,
    createMonitoringService(metrics),
    createStsService(ACCOUNT_ID),
    sqs,
    iam,
    events,
    lambda,
    states,
  ];
  const version = zPackage.parse(JSON.parse(await readFile('package.json', 'utf8'))).version;
  // state machines first: they must not see their functions end
  const stopServices = async () => {
    for (const service of [...services].reverse()) await service.stop?.();
  };
  for (const service of services) await service.start?.();
  const server = await startServer({
    port: options.port,
    services,
    faults,
    accountId: ACCOUNT_ID,
    status: () => ({
      name: 'reprise-sandbox',
      version,
      pid: process.pid,
      region: options.region,
      accountId: ACCOUNT_ID,
      services: services.map((service) => service.signingName),
      functionCount: lambda.functionCount(),
    }),
    onBug: (error) => onError(error),
  }).catch(async (error: unknown) => {
    await stopServices();
    throw error;
  });
  endpoint = server.endpoint;
  for (const service of services) service.listening?.();
  const stopExamples = options.examples === 'on' ? runExamples(endpoint, options) : () => {};
  return {
    port: server.port,
    endpoint: server.endpoint,
    async stop() {
      stopExamples();
      const closed = server.stop();
      await stopServices();
      await closed;
    },
  };
}

/** Deploys the example functions and keeps them busy until the returned function is called; failures are told. */
function runExamples(endpoint: string, { region, propagationMs, onError }: SandboxOptions): () => void {
  const client = { endpoint, region };
  let stopped = false;
  let stopRounds = () => {};
  const tell = (error: unknown) => {
    if (!stopped) onError(error);
  };
  deployExamples(client)
    .then(() => deployExampleRules(client, ACCOUNT_ID))
    .then(() => deployExampleMachines(client, ACCOUNT_ID))
    // their first events need the rules in effect
    .then(() => wait(propagationMs ?? DEFAULT_PROPAGATION_MS))
    .then(() => {
      if (stopped) return;
      const ends = [startExampleRounds(client, tell), startExampleExecutions(client, ACCOUNT_ID, tell)];
      stopRounds = () => {
        for (const end of ends) end();
      };
    })
    .catch(tell);
  return () => {
    stopped = true;
    stopRounds();
  };
}
