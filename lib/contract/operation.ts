import { z } from 'zod';
import { zFunctionName } from './function-name.ts';
import { zIso, zPage } from './page.ts';

/**
 * pending: written down · sent: on its way · answered: AWS took it (Event) or the handler answered (RequestResponse)
 * failed: AWS refused, nothing ran · unconfirmed: the reply is missing · dismissed: a person closed it
 */
const OPERATION_STATUSES = ['pending', 'sent', 'answered', 'failed', 'unconfirmed', 'dismissed'] as const;
const zOperationStatus = z.enum(OPERATION_STATUSES);

export const zProblemText = z.object({
  code: z.string(),
  message: z.string(),
  nextStep: z.string().nullable(),
  awsCode: z.string().nullable(),
  field: z.string().nullable(),
});
export type ProblemText = z.infer<typeof zProblemText>;

/** One entry of a publish operation and what became of it; AWS answers each on its own. */
const zPublishedEntry = z.object({
  position: z.number().int(),
  eventBusName: z.string(),
  source: z.string(),
  detailType: z.string(),
  detail: z.string(),
  resources: z.array(z.string()),
  time: zIso.nullable(),
  status: z.enum(['pending', 'accepted', 'failed', 'unconfirmed']),
  eventId: z.string().nullable(),
  problem: zProblemText.nullable(),
  /** Trying it again may help: AWS failed or throttled. */
  retryable: z.boolean(),
});
export type PublishedEntry = z.infer<typeof zPublishedEntry>;

export const zOperation = z.object({
  operationId: z.string(),
  kind: z.enum(['invoke', 'publish', 'start-execution', 'stop-execution', 'redrive-execution']),
  status: zOperationStatus,
  /** Null where no function is invoked. */
  functionName: z.string().nullable(),
  invocationType: z.enum(['RequestResponse', 'Event']).nullable(),
  /** The execution that it starts, stops or redrives. */
  executionArn: z.string().nullable(),
  /** The condition whose due re-run it is. */
  conditionId: z.string().nullable(),
  traceId: z.string().nullable(),
  requestId: z.string().nullable(),
  hopId: z.string().nullable(),
  chainId: z.string().nullable(),
  createdAt: zIso,
  sentAt: zIso.nullable(),
  settledAt: zIso.nullable(),
  statusCode: z.number().int().nullable(),
  functionError: z.string().nullable(),
  payload: z.string().nullable(),
  response: z.string().nullable(),
  tail: z.object({ text: z.string(), truncated: z.boolean() }).nullable(),
  error: zProblemText.nullable(),
  /** Of a publish operation; null of any other. */
  entries: z.array(zPublishedEntry).nullable(),
});
export type OperationDto = z.infer<typeof zOperation>;

/** What every server action returns; it never throws to the client. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; problem: ProblemText };

export const SYNC_PAYLOAD_LIMIT_BYTES = 6_291_456;
export const ASYNC_PAYLOAD_LIMIT_BYTES = 1_048_576;

export const zRetriggerInput = z.object({
  /** Chosen by the dialog when it opens: the same ID twice runs once. */
  operationId: z.uuid(),
  functionName: zFunctionName,
  /** JSON text, sent byte for byte. */
  payload: z.string(),
  invocationType: z.enum(['RequestResponse', 'Event']),
  /** The hop that is run again, null from the function's page. */
  hopId: z.string().nullable(),
  /** `continue`: same Root, the new hop joins the hop's chain; `new`: own Root, carrier field removed. */
  chain: z.enum(['continue', 'new']),
});
export type RetriggerInput = z.infer<typeof zRetriggerInput>;

export const zInvocationRequest = z.object({
  payload: z.unknown(),
  invocationType: z.enum(['RequestResponse', 'Event']).default('RequestResponse'),
  traceId: z
    .string()
    .regex(/^1-[0-9a-fA-F]{8}-[0-9a-fA-F]{24}$/, 'A trace ID looks like 1-65f2a1b3-0123456789abcdef01234567')
    .optional(),
});
export const zInvocationAccepted = z.object({
  operationId: z.string(),
  requestId: z.string().nullable(),
  hopId: z.string().nullable(),
  chainId: z.string(),
  traceId: z.string(),
});
export const zInvocationAnswered = zInvocationAccepted.extend({
  statusCode: z.number().int(),
  functionError: z.string().nullable(),
  payload: z.unknown(),
  tail: z.object({ text: z.string(), truncated: z.boolean() }),
});

const zSavedPayload = z.object({
  savedPayloadId: z.string(),
  functionName: z.string(),
  name: z.string().min(1).max(80),
  text: z.string(),
  savedAt: zIso,
});
export type SavedPayload = z.infer<typeof zSavedPayload>;
export const zSavedPayloadPage = zPage(zSavedPayload);

export const zSavePayloadInput = z.object({
  functionName: zFunctionName,
  name: z.string().trim().min(1, 'Give it a name').max(80, 'At most 80 characters'),
  /** JSON text, kept byte for byte. The same name again replaces it. */
  text: z.string(),
});
export type SavePayloadInput = z.infer<typeof zSavePayloadInput>;
export const zSavedPayloadRef = z.object({ savedPayloadId: z.uuid() });
export type SavedPayloadRef = z.infer<typeof zSavedPayloadRef>;

export const zOperationRef = z.object({ operationId: z.uuid() });
export type OperationRef = z.infer<typeof zOperationRef>;
export const zOperationPage = zPage(zOperation);
export const zOperationListQuery = z.object({ status: z.literal('unconfirmed') });
