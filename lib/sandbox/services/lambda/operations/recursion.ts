import { readJsonBody } from '../../../json-body.ts';
import type { WireResponse } from '../../../service.ts';
import { answer, functionOf, type LambdaCall } from '../lambda-call.ts';
import { invalidMember, stringOf } from '../validate-settings.ts';

export function putFunctionRecursionConfig(call: LambdaCall): WireResponse {
  const mode = stringOf(readJsonBody(call.request), 'RecursiveLoop', '');
  const fn = functionOf(call);
  if (mode !== 'Allow' && mode !== 'Terminate') {
    throw invalidMember(mode, 'recursiveLoop', 'Member must satisfy enum value set: [Allow, Terminate]');
  }
  fn.recursiveLoop = mode;
  call.store.save(fn);
  return answer(200, { RecursiveLoop: mode });
}

export function getFunctionRecursionConfig(call: LambdaCall): WireResponse {
  return answer(200, { RecursiveLoop: functionOf(call).recursiveLoop });
}
