/** What a condition often asks for, to begin with. */
export const WHEN_STARTERS: readonly { label: string; when: object }[] = [
  { label: 'its answer says so', when: { responsePayload: { status: ['PENDING'] } } },
  { label: 'it is not done', when: { responsePayload: { done: [false] } } },
  { label: 'it failed', when: { requestContext: { condition: ['RetriesExhausted'] } } },
  {
    label: 'it failed with an error of a type',
    when: {
      requestContext: { condition: ['RetriesExhausted'] },
      responsePayload: { errorType: ['TooManyRequests'] },
    },
  },
];

/** Fields that each record of a run has, and some that handlers often give. */
export const RECORD_FIELDS = [
  'requestContext.condition',
  'responsePayload.status',
  'responsePayload.done',
  'responsePayload.attempt',
  'responsePayload.errorType',
  'responsePayload.errorMessage',
  'responseContext.functionError',
  'responseContext.statusCode',
  'requestPayload.kind',
  'requestContext.approximateInvokeCount',
];
