/** Lambda's REST paths as the SDK calls them; `name` is the FunctionName or resource ARN in the path. */
const ROUTES: readonly [method: string, path: RegExp, operation: string][] = [
  ['POST', /^\/2015-03-31\/functions\/(?<name>[^/]+)\/invocations$/, 'Invoke'],
  ['POST', /^\/2015-03-31\/functions\/?$/, 'CreateFunction'],
  ['GET', /^\/2015-03-31\/functions\/?$/, 'ListFunctions'],
  ['GET', /^\/2015-03-31\/functions\/(?<name>[^/]+)$/, 'GetFunction'],
  ['DELETE', /^\/2015-03-31\/functions\/(?<name>[^/]+)$/, 'DeleteFunction'],
  ['GET', /^\/2015-03-31\/functions\/(?<name>[^/]+)\/configuration$/, 'GetFunctionConfiguration'],
  ['PUT', /^\/2015-03-31\/functions\/(?<name>[^/]+)\/configuration$/, 'UpdateFunctionConfiguration'],
  ['PUT', /^\/2015-03-31\/functions\/(?<name>[^/]+)\/code$/, 'UpdateFunctionCode'],
  ['GET', /^\/2015-03-31\/functions\/(?<name>[^/]+)\/policy$/, 'GetPolicy'],
  ['POST', /^\/2015-03-31\/functions\/(?<name>[^/]+)\/policy$/, 'AddPermission'],
  ['DELETE', /^\/2015-03-31\/functions\/(?<name>[^/]+)\/policy\/(?<item>[^/]+)$/, 'RemovePermission'],
  ['GET', /^\/2017-03-31\/tags\/(?<name>[^/]+)$/, 'ListTags'],
  ['POST', /^\/2017-03-31\/tags\/(?<name>[^/]+)$/, 'TagResource'],
  ['DELETE', /^\/2017-03-31\/tags\/(?<name>[^/]+)$/, 'UntagResource'],
  ['PUT', /^\/2017-10-31\/functions\/(?<name>[^/]+)\/concurrency$/, 'PutFunctionConcurrency'],
  ['DELETE', /^\/2017-10-31\/functions\/(?<name>[^/]+)\/concurrency$/, 'DeleteFunctionConcurrency'],
  ['GET', /^\/2019-09-30\/functions\/(?<name>[^/]+)\/concurrency$/, 'GetFunctionConcurrency'],
  ['PUT', /^\/2019-09-25\/functions\/(?<name>[^/]+)\/event-invoke-config$/, 'PutFunctionEventInvokeConfig'],
  [
    'POST',
    /^\/2019-09-25\/functions\/(?<name>[^/]+)\/event-invoke-config$/,
    'UpdateFunctionEventInvokeConfig',
  ],
  ['GET', /^\/2019-09-25\/functions\/(?<name>[^/]+)\/event-invoke-config$/, 'GetFunctionEventInvokeConfig'],
  [
    'DELETE',
    /^\/2019-09-25\/functions\/(?<name>[^/]+)\/event-invoke-config$/,
    'DeleteFunctionEventInvokeConfig',
  ],
  [
    'GET',
    /^\/2019-09-25\/functions\/(?<name>[^/]+)\/event-invoke-config\/list$/,
    'ListFunctionEventInvokeConfigs',
  ],
  ['PUT', /^\/2024-08-31\/functions\/(?<name>[^/]+)\/recursion-config$/, 'PutFunctionRecursionConfig'],
  ['GET', /^\/2024-08-31\/functions\/(?<name>[^/]+)\/recursion-config$/, 'GetFunctionRecursionConfig'],
];

export interface MatchedRoute {
  operation: string;
  /** FunctionName or ARN, empty where the path has none */
  name: string;
  /** StatementId of RemovePermission */
  item: string;
}

/** The operation that a request calls, null when unknown. */
export function matchRoute(method: string, path: string): MatchedRoute | null {
  for (const [routeMethod, pattern, operation] of ROUTES) {
    if (routeMethod !== method) continue;
    const match = pattern.exec(path);
    if (match !== null) return { operation, name: match.groups?.name ?? '', item: match.groups?.item ?? '' };
  }
  return null;
}
