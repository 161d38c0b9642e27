import { randomUUID } from 'node:crypto';
import { readJsonBody } from '../../../json-body.ts';
import { AwsError, type WireResponse } from '../../../service.ts';
import { functionConfiguration } from '../function-configuration.ts';
import type { FunctionRecord, FunctionSettings } from '../function-record.ts';
import { parseFunctionReference } from '../function-reference.ts';
import { answer, emptyAnswer, functionArn, functionOf, type LambdaCall } from '../lambda-call.ts';
import { architecturesOf, invalidMember, mergeSettings, recordOf, stringOf } from '../validate-settings.ts';
import { readTags } from './tags.ts';

const MAX_PAGE = 50;

export function createFunction(call: LambdaCall): WireResponse {
  const { request, store, clock, accountId } = call;
  const input = readJsonBody(request);
  const account = { accountId, region: request.region };
  const { name } = parseFunctionReference(stringOf(input, 'FunctionName', ''), account, null);
  const arn = functionArn(account.region, accountId, name);
  const { Runtime: runtime, Role: role, Handler: handler } = input;
  if (role === undefined) throw invalidMember('null', 'role', 'Member must not be null');
  if (stringOf(input, 'PackageType', 'Zip') !== 'Zip') {
    throw new AwsError(
      'InvalidParameterValueException',
      'The sandbox runs functions of package type Zip only.',
    );
  }
  if (runtime === undefined || handler === undefined) {
    throw new AwsError(
      'InvalidParameterValueException',
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  }
  const settings = mergeSettings(defaultSettings(name), input);
  if (store.find(account.region, name) !== undefined) {
    throw new AwsError('ResourceConflictException', `Function already exist: ${name}`, 409);
  }
  const fn: FunctionRecord = {
    region: account.region,
    name,
    arn,
    settings: { ...settings, Architectures: architecturesOf(input) ?? settings.Architectures },
    ...store.unpack(account.region, name, zipOf(recordOf(input, 'Code') ?? {})),
    revisionId: randomUUID(),
    lastModifiedAtMs: clock.now(),
    tags: readTags(input.Tags),
    policy: [],
    policyRevisionId: randomUUID(),
    reservedConcurrency: null,
    recursiveLoop: 'Terminate',
    eventInvokeConfig: null,
  };
  store.save(fn);
  return answer(201, functionConfiguration(fn, { State: 'Pending' }));
}

export function updateFunctionCode(call: LambdaCall): WireResponse {
  const input = readJsonBody(call.request);
  const fn = functionOf(call);
  checkRevision(input, fn);
  const code = call.store.unpack(fn.region, fn.name, zipOf(input));
  if (input.DryRun === true) return answer(200, functionConfiguration(fn));
  const architectures = architecturesOf(input) ?? fn.settings.Architectures;
  Object.assign(fn, code, { settings: { ...fn.settings, Architectures: architectures } });
  return changed(call, fn);
}

export function updateFunctionConfiguration(call: LambdaCall): WireResponse {
  const input = readJsonBody(call.request);
  const fn = functionOf(call);
  checkRevision(input, fn);
  fn.settings = mergeSettings(fn.settings, input);
  return changed(call, fn);
}

export function getFunction(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  return answer(200, {
    Configuration: functionConfiguration(fn),
    Code: { RepositoryType: 'S3' },
    ...(Object.keys(fn.tags).length === 0 ? {} : { Tags: fn.tags }),
    ...(fn.reservedConcurrency === null
      ? {}
      : { Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency } }),
  });
}

export function getFunctionConfiguration(call: LambdaCall): WireResponse {
  return answer(200, functionConfiguration(functionOf(call)));
}

export function deleteFunction(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  call.store.delete(fn);
  call.invoker.retire(fn);
  return emptyAnswer();
}

export function listFunctions(call: LambdaCall): WireResponse {
  const { query, region } = call.request;
  const asked = query.get('MaxItems');
  const size = asked === null ? MAX_PAGE : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > 10_000) {
    throw invalidMember(asked ?? '', 'maxItems', 'Member must have value between 1 and 10000');
  }
  const after = decodeMarker(query.get('Marker'));
  const rest = call.store.list(region).filter((fn) => after === null || fn.name > after);
  const page = rest.slice(0, Math.min(size, MAX_PAGE));
  const last = page.at(-1);
  return answer(200, {
    Functions: page.map((fn) => functionConfiguration(fn)),
    ...(last !== undefined && page.length < rest.length
      ? { NextMarker: Buffer.from(last.name).toString('base64url') }
      : {}),
  });
}

function decodeMarker(marker: string | null): string | null {
  if (marker === null || marker === '') return null;
  const name = Buffer.from(marker, 'base64url').toString('utf8');
  if (!/^[a-zA-Z0-9-_]{1,64}$/.test(name)) {
    throw new AwsError('InvalidParameterValueException', 'Invalid pagination marker.');
  }
  return name;
}

function changed(call: LambdaCall, fn: FunctionRecord): WireResponse {
  fn.revisionId = randomUUID();
  fn.lastModifiedAtMs = call.clock.now();
  call.store.save(fn);
  call.invoker.retire(fn);
  return answer(200, functionConfiguration(fn, { LastUpdateStatus: 'InProgress' }));
}

function checkRevision(input: Record<string, unknown>, fn: FunctionRecord): void {
  if (input.RevisionId == null || input.RevisionId === fn.revisionId) return;
  throw new AwsError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );
}

function zipOf(code: Record<string, unknown>): Buffer {
  if (typeof code.ZipFile === 'string') return Buffer.from(code.ZipFile, 'base64');
  if (code.S3Bucket != null || code.ImageUri != null) {
    throw new AwsError('InvalidParameterValueException', 'The sandbox takes code as ZipFile only.');
  }
  throw new AwsError('InvalidParameterValueException', 'Please provide a source for function code.');
}

function defaultSettings(name: string): FunctionSettings {
  return {
    Runtime: '',
    Role: '',
    Handler: '',
    Description: '',
    Timeout: 3,
    MemorySize: 128,
    Environment: {},
    TracingConfig: { Mode: 'PassThrough' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
  };
}
