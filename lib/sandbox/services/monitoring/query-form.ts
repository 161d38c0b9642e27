import { AwsError } from '../../service.ts';

const MAX_MEMBERS = 5_000;
const MAX_DEPTH = 20;

/**
 * The nested structure of a form-encoded query request: `A.B=x` becomes `{A: {B: 'x'}}`, `A.member.1=x` becomes
 * `{A: ['x']}`. Values stay strings.
 */
export function readQueryForm(body: string): Record<string, unknown> {
  const root = new Map<string, unknown>();
  let members = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    members += 1;
    if (members > MAX_MEMBERS) throw new AwsError('MalformedInput', 'Too many parameters.');
    const keys = name.split('.');
    if (keys.length > MAX_DEPTH) throw new AwsError('MalformedInput', 'Parameters are nested too deeply.');
    const last = keys.pop() ?? '';
    let node = root;
    for (const key of keys) {
      const child = node.get(key);
      if (child instanceof Map) node = child;
      else {
        const created = new Map<string, unknown>();
        node.set(key, created);
        node = created;
      }
    }
    node.set(last, value);
  }
  return Object.fromEntries([...root].map(([key, value]) => [key, unfold(value)]));
}

function unfold(node: unknown): unknown {
  if (!(node instanceof Map)) return node;
  const members: unknown = node.get('member');
  if (members instanceof Map) {
    return [...members].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => unfold(value));
  }
  return Object.fromEntries([...node].map(([key, value]) => [key, unfold(value)]));
}
