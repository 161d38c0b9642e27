import type { JsonObject } from '../asl/json.ts';

/** One event of an execution's history as GetExecutionHistory answers it, but for the time in epoch ms. */
export interface HistoryEvent {
  id: number;
  previousEventId: number;
  timestampMs: number;
  type: string;
  /** such as `{ taskFailedEventDetails: {…} }` */
  details: Record<string, JsonObject>;
}

/** An event before it has its number. */
export interface EventDraft {
  type: string;
  previousEventId: number;
  details?: Record<string, JsonObject>;
}

const TRUNCATED = { truncated: false };

export function enteredDetails(name: string, input: string): Record<string, JsonObject> {
  return { stateEnteredEventDetails: { name, input, inputDetails: TRUNCATED } };
}

/** `assigned` is null where the state has no Assign. */
export function exitedDetails(
  name: string,
  output: string,
  assigned: JsonObject | null,
): Record<string, JsonObject> {
  const variables =
    assigned === null
      ? {}
      : {
          assignedVariables: Object.fromEntries(
            Object.entries(assigned).map(([key, value]) => [key, JSON.stringify(value)]),
          ),
          assignedVariablesDetails: TRUNCATED,
        };
  return { stateExitedEventDetails: { name, output, outputDetails: TRUNCATED, ...variables } };
}

export function outputDetails(output: string): JsonObject {
  return { output, outputDetails: TRUNCATED };
}

/** `error` and `cause` as details have them: absent where there is none. */
export function failureDetails(error: string | undefined, cause: string | undefined): JsonObject {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}
