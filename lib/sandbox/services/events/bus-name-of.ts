/** The name in an `EventBusName`, which may be an ARN; `default` where none is given. */
export function busNameOf(nameOrArn: string | undefined): string {
  return nameOrArn === undefined
    ? 'default'
    : nameOrArn.replace(/^arn:[^:]*:events:[^:]*:\d*:event-bus\//, '');
}
