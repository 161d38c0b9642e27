import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createSandboxClock } from '../clock.ts';
import { DeliveryRouter } from '../delivery.ts';
import { createFaultBoard, type FaultBoard } from '../fault-board.ts';
import { startServer } from '../server.ts';
import type { LogSink, SandboxService } from '../service.ts';
import { createEventsService } from '../services/events/events-service.ts';
import { createLogsService } from '../services/logs/logs-service.ts';
import { createMetricStore, type MetricStore } from '../services/monitoring/metric-store.ts';
import { createMonitoringService } from '../services/monitoring/monitoring-service.ts';
import { createSqsService } from '../services/sqs/sqs-service.ts';
import { createStsService } from '../services/sts/sts-service.ts';

/** What SDK clients need to talk to it. */
interface ClientConfig {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  disableHostPrefix: boolean;
  maxAttempts: number;
}

export interface TestServices {
  client: ClientConfig;
  faults: FaultBoard;
  sink: LogSink;
  metrics: MetricStore;
  dataDir: string;
  /** errors that no service meant to give; a test that expects none checks that it is empty */
  bugs: unknown[];
  /** Ends and starts again on the same folder. */
  restart(): Promise<TestServices>;
  stop(): Promise<void>;
}

/** The sandbox without Lambda on a free port, in a folder of its own. */
export async function startTestServices(
  options: { dataDir?: string; maxEvents?: number; extra?: SandboxService[] } = {},
): Promise<TestServices> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'reprise-sandbox-')));
  const bugs: unknown[] = [];
  const onError = (error: unknown) => bugs.push(error);
  const faults = createFaultBoard();
  const clock = createSandboxClock(0.01, faults);
  const { maxEvents } = options;
  const logs = createLogsService({
    dataDir,
    accountId: '000000000000',
    clock,
    faults,
    onError,
    ...(maxEvents === undefined ? {} : { maxEvents }),
  });
  const metrics = createMetricStore({ dataDir, onError });
  const router = new DeliveryRouter(faults);
  const own = { dataDir, accountId: '000000000000', clock, propagationMs: 0 };
  const sqs = createSqsService(own);
  const { deliver } = router;
  const appendBusLog = logs.appendServiceLog;
  const events = createEventsService({ ...own, faults, metrics, deliver, appendBusLog, onError });
  router.register('logs', logs.receive);
  router.register('sqs', sqs.receive);
  router.register('events', events.receive);
  const services = [
    logs,
    sqs,
    events,
    createMonitoringService(metrics),
    createStsService('000000000000'),
    ...(options.extra ?? []),
  ];
  for (const service of services) await service.start?.();
  const server = await startServer({
    port: 0,
    services,
    faults,
    accountId: '000000000000',
    status: () => ({
      name: 'reprise-sandbox',
      version: 'test',
      pid: process.pid,
      region: 'us-east-1',
      accountId: '000000000000',
      services: services.map((service) => service.signingName),
      functionCount: 0,
    }),
    onBug: onError,
  });
  const end = () => Promise.all([server.stop(), ...services.map((service) => service.stop?.())]);
  return {
    client: {
      endpoint: server.endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      disableHostPrefix: true,
      maxAttempts: 1,
    },
    faults,
    sink: logs.sink,
    metrics,
    dataDir,
    bugs,
    async restart() {
      await end();
      return startTestServices({ ...options, dataDir });
    },
    async stop() {
      await end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
