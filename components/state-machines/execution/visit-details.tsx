import type { Route } from 'next';
import Link from 'next/link';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { Duration } from '@/components/ui/duration';
import { harmlessText } from '@/components/ui/harmless-text';
import { StatusBadge } from '@/components/ui/status-badge';
import type { Visit } from './execution-path.model';
import { attemptWords } from './visit-rows.model';

/** One visit opened: its attempts with their runs, what it was given and what it gave. */
export function VisitDetails({ visit }: { visit: Visit }) {
  return (
    <div className="flex flex-col gap-3 py-2">
      <p className="flex flex-wrap gap-x-4 text-xs text-muted">
        <span>
          entered <AbsoluteTime at={visit.enteredAt} withMs />
        </span>
        {visit.exitedAt === null ? null : (
          <span>
            left <AbsoluteTime at={visit.exitedAt} withMs />
          </span>
        )}
      </p>
      {visit.attempts.length === 0 ? null : (
        <ol className="flex flex-col border-t border-line">
          {visit.attempts.map((attempt, index) => (
            <li key={attempt.attempt} className="flex flex-col gap-1 border-b border-line py-1.5">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className={attempt.error === null ? 'font-medium' : 'font-medium text-failed'}>
                  {attemptWords(visit, index)}
                </span>
                {attempt.endedAt === null && visit.status === 'running' ? (
                  <Duration durationMs={null} runningSince={attempt.startedAt} className="text-muted" />
                ) : null}
                <AttemptRun attempt={attempt} />
              </div>
              {attempt.cause === null ? null : (
                <pre className="max-h-32 overflow-y-auto text-xs break-all whitespace-pre-wrap text-failed">
                  {harmlessText(attempt.cause)}
                </pre>
              )}
            </li>
          ))}
        </ol>
      )}
      <div className="grid gap-3 lg:grid-cols-2">
        <Text name="Input" text={visit.input} />
        <Text name="Output" text={visit.output} />
      </div>
    </div>
  );
}

/** The hop that an attempt was, and how sure that is. */
function AttemptRun({ attempt: { hop, joinedBy, requestId } }: { attempt: Visit['attempts'][number] }) {
  if (hop === null) {
    return requestId === null ? null : (
      <span className="inline-flex min-w-0 items-center gap-1 text-xs text-muted">
        request <code className="min-w-0 truncate">{requestId}</code>
        <CopyButton text={requestId} what="request ID" className="-my-0.5" />
        <span>, its log is not here</span>
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-2 text-xs">
      <Link
        href={`/chains/${encodeURIComponent(hop.chainId)}?hop=${encodeURIComponent(hop.hopId)}` as Route}
        prefetch={false}
        className="link inline-flex min-h-6 items-center gap-1.5"
      >
        <StatusBadge status={hop.status} />
        its hop
      </Link>
      <span className={joinedBy === 'exact' ? 'text-muted' : 'text-waiting'}>
        {joinedBy === 'exact' ? 'exact, by request ID' : 'by trace and time'}
      </span>
    </span>
  );
}

function Text({ name, text }: { name: string; text: string | null }) {
  return (
    <section aria-label={name} className="min-w-0">
      <div className="flex items-center gap-1 text-xs text-muted">
        <h4>{name}</h4>
        {text === null ? null : <CopyButton text={text} what={name.toLowerCase()} />}
      </div>
      {text === null ? (
        <p className="text-faint">not recorded</p>
      ) : (
        <div className="flex max-h-56 rounded-md border border-line bg-surface">
          <CodeView text={text} label={`${name}, JSON`} />
        </div>
      )}
    </section>
  );
}
