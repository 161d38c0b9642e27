import type { LoopCheck, RuleDetail, RuleTarget, TargetCheck } from '@/lib/contract/rule';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:';

export function aRule(more: Partial<RuleDetail> = {}): RuleDetail {
  return {
    eventBusName: 'orders',
    ruleName: 'again',
    ruleArn: 'arn:aws:events:eu-west-1:123456789012:rule/orders/again',
    state: 'ENABLED',
    description: null,
    eventPattern: '{"source":["orders"]}',
    patternWords: ['source is “orders”'],
    scheduleExpression: null,
    managedBy: null,
    targets: [],
    lastMatchAt: null,
    hopCount: 0,
    problems: [],
    targetSettings: [],
    loop: { nodes: [], edges: [], loops: [] },
    readAt: '2026-11-23T09:00:00.000Z',
    ...more,
  };
}

export function aTarget(more: Partial<RuleTarget> = {}): RuleTarget {
  return {
    id: 'target-1',
    arn: `${ARN}charge`,
    roleArn: null,
    input: null,
    inputPath: null,
    inputTransformer: null,
    retryPolicy: null,
    deadLetterQueueArn: null,
    ...more,
  };
}

export function aTargetCheck(more: Partial<TargetCheck> = {}): TargetCheck {
  return {
    targetId: 'target-1',
    arn: `${ARN}charge`,
    kind: 'lambda',
    name: 'charge',
    functionName: 'charge',
    permitted: 'yes',
    reason: 'Statement reprise-again permits it.',
    ...more,
  };
}

/** A rule that runs `charge`, whose event it matches again. */
export function aLoop(bounds: string[]): LoopCheck {
  return {
    nodes: [
      { id: 'rule:again', kind: 'rule', label: 'again', own: true },
      { id: 'function:charge', kind: 'function', label: 'charge', own: false },
    ],
    edges: [
      {
        from: 'rule:again',
        to: 'function:charge',
        kind: 'targets',
        certainty: 'recorded',
        evidence: 'again has charge as its target',
        inLoop: true,
      },
      {
        from: 'function:charge',
        to: 'rule:again',
        kind: 'publishes',
        certainty: 'declared',
        evidence: 'its destination on success is the bus orders',
        inLoop: true,
      },
    ],
    loops: [{ path: ['rule:again', 'function:charge'], bounds }],
  };
}
