/** One example state machine. */
export interface ExampleMachine {
  name: string;
  /** the functions that its role may run */
  functionNames: string[];
  /** `functionArn` gives the ARN of a function that it runs */
  definition: (functionArn: (name: string) => string) => unknown;
  /** what the execution of a round starts with; rounds count from 0 */
  inputOf: (round: number) => unknown;
}

/** The state machines that the sandbox starts with. */
export const EXAMPLE_MACHINES: readonly ExampleMachine[] = [
  {
    name: 'report-poller',
    functionNames: ['report-status'],
    definition: (functionArn) => ({
      Comment: 'Asks for a report every half minute until it is ready, at most eight times',
      QueryLanguage: 'JSONata',
      StartAt: 'Begin',
      States: {
        Begin: { Type: 'Pass', Assign: { poll: 1 }, Next: 'Ask' },
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: {
            FunctionName: functionArn('report-status'),
            Payload: {
              reportId: '{% $states.context.Execution.Input.reportId %}',
              readyAfterPolls: '{% $states.context.Execution.Input.readyAfterPolls %}',
              poll: '{% $poll %}',
            },
          },
          Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException', 'Lambda.SdkClientException'] }],
          Assign: { poll: '{% $poll + 1 %}' },
          Output: '{% $states.result.Payload %}',
          Next: 'Ready?',
        },
        'Ready?': {
          Type: 'Choice',
          Choices: [
            { Condition: "{% $states.input.status = 'READY' %}", Next: 'Deliver' },
            { Condition: '{% $poll > 8 %}', Next: 'Give up' },
          ],
          Default: 'Rest',
        },
        Rest: { Type: 'Wait', Seconds: 30, Next: 'Ask' },
        Deliver: { Type: 'Succeed' },
        'Give up': {
          Type: 'Fail',
          Error: 'ReportNotReady',
          Cause: "{% $states.input.reportId & ' is still ' & $states.input.status %}",
        },
      },
    }),
    inputOf: (round) => ({
      reportId: `statement-${400 + round}`,
      readyAfterPolls: round % 4 === 3 ? 20 : 2 + (round % 3),
    }),
  },
  {
    name: 'shipping-quotes',
    functionNames: ['shipping-quote'],
    definition: (functionArn) => ({
      Comment: 'Asks a flaky carrier, tries again with back-off, and falls back to the price list',
      StartAt: 'Quote',
      States: {
        Quote: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: {
            FunctionName: functionArn('shipping-quote'),
            Payload: {
              'orderId.$': '$.orderId',
              'weightGrams.$': '$.weightGrams',
              'unanswered.$': '$.unanswered',
              'attempt.$': '$$.State.RetryCount',
            },
          },
          ResultSelector: { 'priceCents.$': '$.Payload.priceCents', 'carrier.$': '$.Payload.carrier' },
          ResultPath: '$.quote',
          TimeoutSeconds: 8,
          Retry: [
            { ErrorEquals: ['CarrierTimeout'], IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 2 },
            {
              ErrorEquals: ['Lambda.TooManyRequestsException', 'Lambda.SdkClientException'],
              JitterStrategy: 'FULL',
            },
          ],
          Catch: [{ ErrorEquals: ['CarrierTimeout'], ResultPath: '$.failure', Next: 'Price list' }],
          Next: 'Done',
        },
        'Price list': {
          Type: 'Pass',
          Result: { priceCents: 990, carrier: 'price list' },
          ResultPath: '$.quote',
          Next: 'Done',
        },
        Done: { Type: 'Succeed', OutputPath: '$.quote' },
      },
    }),
    inputOf: (round) => ({
      orderId: `order-${1042 + round}`,
      weightGrams: 300 + ((round * 413) % 4_000),
      unanswered: round % 3 === 2 ? 9 : round % 3,
    }),
  },
];
