import { checkInputTransformer } from '../../../domain/input-transformer/check-input-transformer.ts';
import { parseJsonPath } from '../../../domain/input-transformer/json-path.ts';
import { AwsError } from '../../service.ts';
import type { TargetRecord } from './event-bus-record.ts';

const ARN = /^arn:aws[\w-]*:([a-z0-9-]+):([a-z0-9-]*):(\d{12}|):.+$/;
const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/;
const STANDARD_QUEUE = /^arn:aws[\w-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}$/;
/** Services whose targets EventBridge calls with a role only. */
const NEED_ROLE = new Set(['states', 'kinesis', 'ecs', 'events', 'firehose', 'batch', 'redshift', 'ssm']);

/** Throws the ValidationException that PutTargets answers to a target that is in itself wrong. */
export function checkTarget(target: TargetRecord): void {
  const service = ARN.exec(target.Arn)?.[1];
  if (service === undefined) throw invalid(target, 'Provided Arn is not in correct format.');
  if (target.RoleArn !== undefined && !ROLE.test(target.RoleArn)) {
    throw invalid(target, 'Provided role is not in correct format.');
  }
  if (NEED_ROLE.has(service) && target.RoleArn === undefined) {
    throw new AwsError('ValidationException', `RoleArn is required for target ${target.Arn}.`);
  }
  const inputs = [target.Input, target.InputPath, target.InputTransformer];
  if (inputs.filter((input) => input !== undefined).length > 1) {
    throw new AwsError(
      'ValidationException',
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${target.Id}.`,
    );
  }
  if (target.Input !== undefined && !isJson(target.Input)) {
    throw new AwsError('ValidationException', `JSON syntax error in input for target ${target.Id}.`);
  }
  if (target.InputPath !== undefined && parseJsonPath(target.InputPath) === null) {
    throw new AwsError('ValidationException', `Invalid InputPath for target ${target.Id}.`);
  }
  if (target.InputTransformer !== undefined) checkTransformer(target, target.InputTransformer);
  const queue = target.DeadLetterConfig?.Arn;
  if (queue !== undefined && !STANDARD_QUEUE.test(queue)) {
    throw invalid(target, 'DeadLetterConfig must be the ARN of a standard SQS queue.');
  }
}

function checkTransformer(
  target: TargetRecord,
  transformer: NonNullable<TargetRecord['InputTransformer']>,
): void {
  const [problem] = checkInputTransformer(transformer);
  if (problem === undefined) return;
  if (problem.field === 'InputPathsMap') {
    throw new AwsError(
      'ValidationException',
      `Invalid InputPathsMap for target ${target.Id} : [${problem.message}].`,
    );
  }
  throw new AwsError(
    'ValidationException',
    problem.variable === null
      ? `Invalid InputTemplate for target ${target.Id} : [${problem.message}].`
      : `InputTemplate for target ${target.Id} contains invalid placeholder ${problem.variable}.`,
  );
}

function invalid(target: TargetRecord, reason: string): AwsError {
  return new AwsError('ValidationException', `Parameter ${target.Arn} is not valid. Reason: ${reason}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
