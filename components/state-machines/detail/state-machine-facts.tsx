import Link from 'next/link';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { StateMachineDetail } from '@/lib/contract/state-machine';

/** What is known of a state machine besides its definition. */
export function StateMachineFacts({ machine }: { machine: StateMachineDetail }) {
  const { functionNames, lastStartedAt, executionCount24h, failedCount24h } = machine;
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] border-t border-line">
      <Row name="Type">{machine.type === 'STANDARD' ? 'Standard' : 'Express'}</Row>
      <Row name="Functions">
        {functionNames.length === 0 ? (
          <span className="text-faint">runs none by a fixed name</span>
        ) : (
          <span className="flex flex-wrap gap-x-3">
            {functionNames.map((name) => (
              <Link key={name} href={`/functions/${encodeURIComponent(name)}`} className="link break-all">
                {name}
              </Link>
            ))}
          </span>
        )}
      </Row>
      <Row name="Running">{machine.runningCount.toLocaleString('en-US')}</Row>
      <Row name="Last 24 h">
        {executionCount24h.toLocaleString('en-US')} {executionCount24h === 1 ? 'execution' : 'executions'},{' '}
        {failedCount24h.toLocaleString('en-US')} failed
      </Row>
      <Row name="Last started">
        {lastStartedAt === null ? (
          <span className="text-faint">none known</span>
        ) : (
          <RelativeTime at={lastStartedAt} inText />
        )}
      </Row>
      <Row name="Role">
        <span className="flex items-center gap-1">
          <code className="min-w-0 text-xs break-all">{machine.roleArn}</code>
          <CopyButton text={machine.roleArn} what="role ARN" />
        </span>
      </Row>
      <Row name="Logging">{(machine.loggingLevel ?? 'off').toLowerCase()}</Row>
      <Row name="Tracing">{machine.tracingEnabled ? 'X-Ray on' : 'X-Ray off'}</Row>
      <Row name="Created">
        <RelativeTime at={machine.createdAt} inText />
      </Row>
      {machine.revisionId === null ? null : <Row name="Revision">{machine.revisionId}</Row>}
      <Row name="Managed by">{machine.managedBy ?? 'nobody known'}</Row>
    </dl>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid items-center border-b border-line">
      <dt className="py-1 text-muted">{name}</dt>
      <dd className="min-w-0 py-1 break-words">{children}</dd>
    </div>
  );
}
