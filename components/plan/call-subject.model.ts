const SUBJECTS = [
  ['FunctionName', 'function'],
  ['Rule', 'rule'],
  ['Name', ''],
  ['QueueUrl', 'queue'],
  ['logGroupName', 'log group'],
  ['policyName', 'policy'],
  ['stateMachineArn', 'state machine'],
  ['name', 'state machine'],
] as const;

/** What a call acts on, in a few words, from its exact input: `rule again on bus orders`; empty where it does not say. */
export function callSubject(operation: string, input: string): string {
  let fields: unknown;
  try {
    fields = JSON.parse(input);
  } catch {
    return '';
  }
  if (typeof fields !== 'object' || fields === null) return '';
  const text = new Map(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const [name, word] = SUBJECTS.find(([each]) => text.has(each)) ?? ['', ''];
  const subject = text.get(name);
  if (subject === undefined) return '';
  const kind = word === '' ? (operation.endsWith('Rule') ? 'rule' : '') : word;
  const shown = kind === '' ? subject : `${kind} ${shortName(subject)}`;
  const bus = text.get('EventBusName');
  return bus === undefined ? shown : `${shown} on bus ${shortName(bus)}`;
}

/** The last part of an ARN or address; the name as it is otherwise. */
function shortName(name: string): string {
  if (name.startsWith('arn:')) return name.slice(name.search(/[:/][^:/]*$/) + 1);
  return name.startsWith('http') ? name.slice(name.lastIndexOf('/') + 1) : name;
}
