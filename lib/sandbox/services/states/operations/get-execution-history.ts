import { z } from 'zod';
import type { JsonObject } from '../asl/json.ts';
import type { HistoryEvent } from '../run/history-event.ts';
import { requireExecution, type StatesCall } from '../states-call.ts';
import { pageOf, parseStatesInput, zArn, zMaxResults, zText } from '../states-input.ts';

/** What `includeExecutionData: false` leaves out of an event's details. */
const DATA = ['input', 'output', 'parameters', 'cause', 'assignedVariables'];

const zHistory = z.object({
  executionArn: zArn,
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
  maxResults: zMaxResults,
  nextToken: zText(1, 1_024).optional(),
});

/** GetExecutionHistory, also of an execution that runs. */
export function getExecutionHistory(call: StatesCall) {
  const input = parseStatesInput(zHistory, call.body);
  const { reverseOrder, includeExecutionData } = input;
  const execution = requireExecution(call.executions, input.executionArn);
  const events = call.executor.eventsOf(execution.arn) ?? call.executions.history(execution);
  const order = {
    keyOf: ({ id }: HistoryEvent) => id,
    isAfter: (id: number, last: number) => (reverseOrder ? id < last : id > last),
  };
  const query = [execution.arn, reverseOrder, includeExecutionData];
  const ordered = reverseOrder ? [...events].reverse() : events;
  const page = pageOf(ordered, input, order, query, call.clock.now());
  return { events: page.items.map((event) => wireEvent(event, includeExecutionData)), ...page.next };
}

function wireEvent(
  { timestampMs, type, id, previousEventId, details }: HistoryEvent,
  includeData: boolean,
): Record<string, unknown> {
  const shown = includeData
    ? details
    : Object.fromEntries(Object.entries(details).map(([name, one]) => [name, withoutData(one)]));
  return { timestamp: timestampMs / 1_000, type, id, previousEventId, ...shown };
}

function withoutData(details: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !DATA.includes(name)));
}
