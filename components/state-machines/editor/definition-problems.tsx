import { CircleCheck, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { DefinitionCheck } from '@/lib/contract/state-machine';

/** Every problem of the definition at its line; a click goes there. */
export function DefinitionProblems({
  problems,
  checked,
  stale,
  onGo,
}: {
  problems: DefinitionCheck['problems'];
  checked: boolean;
  stale: boolean;
  onGo: (line: number) => void;
}) {
  return (
    <section aria-labelledby="definition-problems" aria-busy={stale}>
      <h2 id="definition-problems" className="mb-1 flex items-center gap-2 text-md font-semibold">
        Checked with Step Functions
        <LoaderCircle
          aria-hidden
          className={`size-3.5 text-muted motion-safe:animate-spin ${stale ? '' : 'invisible'}`}
        />
      </h2>
      {!checked ? null : problems.length === 0 ? (
        <p role="status" className="flex items-center gap-1.5">
          <CircleCheck aria-hidden className="size-4 text-succeeded" />
          The definition has no problem.
        </p>
      ) : (
        <ul className="max-h-56 overflow-y-auto border-t border-line">
          {problems.map(({ path, message, line, severity }) => (
            <li
              key={JSON.stringify([path, message])}
              className={`flex items-start gap-1.5 border-b border-line py-1 ${severity === 'ERROR' ? 'text-failed' : 'text-waiting'}`}
            >
              {severity === 'ERROR' ? (
                <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
              ) : (
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              )}
              <span className="min-w-0 flex-1 break-words">
                <span className="sr-only">{severity === 'ERROR' ? 'Error: ' : 'Warning: '}</span>
                {message}
                {path === '' ? null : <code className="ml-2 text-xs break-all text-muted">{path}</code>}
              </span>
              {line === null ? null : (
                <button type="button" className="link min-h-6 shrink-0" onClick={() => onGo(line)}>
                  Line {line}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
