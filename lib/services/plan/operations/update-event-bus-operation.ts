import { z } from 'zod';
import { describeEventBus } from '../../../aws/describe-event-bus.ts';
import type { BusLogConfig, EventBus } from '../../../aws/event-bus.ts';
import { updateEventBus } from '../../../aws/update-event-bus.ts';
import { definedFields } from '../defined-fields.ts';
import type { Fields } from '../plan-body.ts';
import { planOperationOf } from '../plan-operation.ts';

const zInput = z.object({
  Name: z.string(),
  Description: z.string().optional(),
  KmsKeyIdentifier: z.string().optional(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  LogConfig: z.object({
    Level: z.enum(['OFF', 'ERROR', 'INFO', 'TRACE']),
    IncludeDetail: z.enum(['NONE', 'FULL']),
  }),
});
const zLogConfig = zInput.pick({ LogConfig: true });

/** The input of UpdateEventBus that changes the bus's logging and keeps its other settings. */
export function busLoggingInput(bus: EventBus, logConfig: BusLogConfig): Fields {
  return {
    Name: bus.eventBusName,
    ...(bus.description === null ? {} : { Description: bus.description }),
    ...(bus.kmsKeyIdentifier === null ? {} : { KmsKeyIdentifier: bus.kmsKeyIdentifier }),
    ...(bus.deadLetterQueueArn === null ? {} : { DeadLetterConfig: { Arn: bus.deadLetterQueueArn } }),
    LogConfig: { Level: logConfig.level, IncludeDetail: logConfig.includeDetail },
  };
}

/** EventBridge UpdateEventBus, as far as a plan changes a bus's logging. */
export const updateEventBusOperation = planOperationOf({
  operation: 'UpdateEventBus',
  zInput,
  subject: ({ Name }) => `settings of bus ${Name}`,
  async read(aws, { Name }) {
    const { Name: _, ...settings } = busLoggingInput(...(await busWithLogging(aws, Name)));
    return settings;
  },
  wanted: ({ LogConfig }, state) => ({ ...state, LogConfig }),
  execute: (aws, input) => updateEventBus(aws, definedFields(input)),
  async undo(aws, { Name }, former) {
    const [bus] = await busWithLogging(aws, Name);
    const { LogConfig } = zLogConfig.parse(former);
    const back = { level: LogConfig.Level, includeDetail: LogConfig.IncludeDetail };
    await updateEventBus(aws, definedFields(zInput.parse(busLoggingInput(bus, back))));
  },
  shownIn: 'events',
});

async function busWithLogging(
  aws: Parameters<typeof describeEventBus>[0],
  name: string,
): Promise<[EventBus, BusLogConfig]> {
  const bus = await describeEventBus(aws, name);
  return [bus, bus.logConfig];
}
