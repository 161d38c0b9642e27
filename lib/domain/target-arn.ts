export interface TargetArn {
  kind: 'lambda' | 'log-group' | 'queue' | 'event-bus' | 'state-machine' | 'other';
  /** Function, log group, queue … by its short name; the whole text where it is no ARN. */
  name: string;
  /** Set where it is a Lambda function. */
  functionName: string | null;
  /** Version or alias of the function, where the ARN names one. */
  qualifier: string | null;
  accountId: string;
  region: string;
}

/**
 * What an EventBridge target's ARN points to. Never throws: a text that is no ARN is `other` with empty account and
 * region. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 */
export function targetOfArn(arn: string): TargetArn {
  const [prefix, , service, region, accountId, ...rest] = arn.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || region === undefined || accountId === undefined || resource === '') {
    return { kind: 'other', name: arn, functionName: null, qualifier: null, accountId: '', region: '' };
  }
  const plain = { functionName: null, qualifier: null, accountId, region };
  if (service === 'lambda' && rest[0] === 'function' && rest[1]) {
    const [, functionName, qualifier] = rest;
    return { ...plain, kind: 'lambda', name: functionName, functionName, qualifier: qualifier || null };
  }
  if (service === 'logs' && resource.startsWith('log-group:')) {
    return { ...plain, kind: 'log-group', name: resource.slice('log-group:'.length).replace(/:\*$/, '') };
  }
  if (service === 'sqs') return { ...plain, kind: 'queue', name: resource };
  if (service === 'events' && resource.startsWith('event-bus/')) {
    return { ...plain, kind: 'event-bus', name: resource.slice('event-bus/'.length) };
  }
  if (service === 'states' && rest[0] === 'stateMachine' && rest[1]) {
    return { ...plain, kind: 'state-machine', name: rest[1] };
  }
  return { ...plain, kind: 'other', name: resource };
}

/**
 * The ARN of a rule: `rule/<name>` on the default bus, `rule/<bus>/<name>` on any other. `eventBusName` may be the
 * bus's ARN, as EventBridge takes it. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function ruleArnOf(rule: {
  region: string;
  accountId: string;
  eventBusName: string;
  ruleName: string;
}): string {
  const { region, accountId, ruleName } = rule;
  const bus = rule.eventBusName.replace(/^arn:[^:]*:events:[^:]*:[^:]*:event-bus\//, '');
  return `arn:${partitionOf(region)}:events:${region}:${accountId}:rule/${bus === 'default' ? '' : `${bus}/`}${ruleName}`;
}

/** The ARN of a state machine, without version or alias. */
export function stateMachineArnOf(machine: { region: string; accountId: string; name: string }): string {
  const { region, accountId, name } = machine;
  return `arn:${partitionOf(region)}:states:${region}:${accountId}:stateMachine:${name}`;
}

/** The ARN of a Standard execution. */
export function executionArnOf(stateMachineArn: string, executionName: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${executionName}`;
}

/** `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
