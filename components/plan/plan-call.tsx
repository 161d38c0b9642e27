import { Check, Circle, LoaderCircle, type LucideIcon, Undo2, X } from 'lucide-react';
import { ProblemNote } from '@/components/ui/problem-note';
import type { Plan } from '@/lib/contract/plan';
import { callSubject } from './call-subject.model';

type Call = Plan['calls'][number];

const LOOK: Record<Call['status'], { word: string; icon: LucideIcon; className: string }> = {
  planned: { word: 'planned', icon: Circle, className: 'text-muted' },
  running: { word: 'running', icon: LoaderCircle, className: 'text-running motion-safe:animate-spin' },
  done: { word: 'done', icon: Check, className: 'text-succeeded' },
  failed: { word: 'failed', icon: X, className: 'text-failed' },
  undone: { word: 'undone', icon: Undo2, className: 'text-cut' },
};

/** One call to AWS: its name, what it changes field by field, and its exact input. */
export function PlanCall({ call, step }: { call: Call; step: number }) {
  const { icon: Icon, word, className } = LOOK[call.status];
  const subject = callSubject(call.operation, call.input);
  return (
    <section>
      <h3 className="flex flex-wrap items-center gap-x-2 font-semibold">
        <Icon aria-hidden className={`size-4 ${className}`} />
        <span>
          {step}. <code className="text-xs">{call.operation}</code>
        </span>
        {subject === '' ? null : <span className="font-normal break-all text-muted">{subject}</span>}
        <span className={`text-xs font-normal ${call.status === 'planned' ? 'text-muted' : className}`}>
          {word}
        </span>
      </h3>
      {call.problem === null ? null : <ProblemNote problem={call.problem} className="mt-1.5" />}
      {call.changes.length === 0 ? (
        <p className="mt-1 text-muted">Nothing differs: it is already so.</p>
      ) : (
        <table className="mt-1 w-full table-fixed text-left">
          <caption className="sr-only">
            What step {step}, {call.operation}, changes
          </caption>
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="w-1/4 py-1 pr-3 font-normal">
                Field
              </th>
              <th scope="col" className="w-3/10 py-1 pr-3 font-normal">
                Now
              </th>
              <th scope="col" className="py-1 font-normal">
                Then
              </th>
            </tr>
          </thead>
          <tbody className="font-mono text-xs">
            {call.changes.map((change) => (
              <tr key={change.field} className="border-t border-line align-top">
                <td className="py-1 pr-3 break-words">{change.field}</td>
                <td className="py-1 pr-3 break-all whitespace-pre-wrap text-muted">{change.from}</td>
                <td className="py-1 font-medium break-all whitespace-pre-wrap">{change.to}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <details className="mt-1">
        <summary className="min-h-6 w-fit text-xs leading-6 text-muted">Exact input</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <pre tabIndex={0} className="mt-1 max-h-48 overflow-auto rounded-md bg-sunken p-2 text-xs">
          {call.input}
        </pre>
      </details>
    </section>
  );
}
