import type { IncomingHttpHeaders } from 'node:http';
import { zFault } from './fault.ts';
import type { FaultBoard } from './fault-board.ts';
import type { WireResponse } from './service.ts';

/** What `GET /_sandbox/status` answers. */
export interface SandboxStatus {
  name: 'reprise-sandbox';
  version: string;
  pid: number;
  region: string;
  accountId: string;
  services: string[];
  functionCount: number;
}

/** The sandbox's own routes under `/_sandbox/`: readiness, and faults to inject. Bodies and answers are JSON. */
export function answerControl(
  request: { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer },
  faults: FaultBoard,
  status: () => SandboxStatus,
): WireResponse {
  if (request.path === '/_sandbox/status') {
    return request.method === 'GET' ? json(200, status()) : json(405, { message: 'Use GET.' });
  }
  if (request.path !== '/_sandbox/faults') return json(404, { message: 'No such route.' });
  if (request.headers['x-sandbox-control'] !== '1') {
    return json(403, { message: 'Send the header x-sandbox-control: 1.' });
  }
  if (request.method === 'GET') return json(200, { faults: faults.list() });
  if (request.method === 'DELETE') {
    faults.clear();
    return json(200, { faults: [] });
  }
  if (request.method !== 'POST') return json(405, { message: 'Use GET, POST or DELETE.' });
  let input: unknown;
  try {
    input = JSON.parse(request.body.toString());
  } catch {
    return json(400, { message: 'The body is not valid JSON.' });
  }
  const parsed = zFault.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`,
    );
    return json(400, { message: `Not a fault: ${problems.join('; ')}` });
  }
  faults.add(parsed.data);
  return json(200, { faults: faults.list() });
}

function json(status: number, value: unknown): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
