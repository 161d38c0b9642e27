/**
 * The parameters of a route's path, decoded: an execution ARN comes percent-encoded. Next gives undefined to a route
 * without any.
 */
export async function pathParams(
  params: Promise<Record<string, string | string[] | undefined> | undefined>,
): Promise<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries((await params) ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? decoded(value) : value,
    ]),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
