import { TriangleAlert } from 'lucide-react';
import { harmlessText } from '@/components/ui/harmless-text';
import type { ConditionDetail } from '@/lib/contract/condition';

/** Where AWS no longer is what was deployed, field by field. */
export function DriftList({ condition: { drift, driftProblem } }: { condition: ConditionDetail }) {
  if (driftProblem !== null) {
    return (
      <p className="mx-4 mb-3 flex gap-2 rounded-md bg-waiting-soft px-3 py-2 text-waiting sm:mx-5">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        Whether AWS still is what was deployed could not be read: {driftProblem}
      </p>
    );
  }
  if (drift.length === 0) return null;
  return (
    <section aria-labelledby="condition-drift" className="mx-4 mb-3 sm:mx-5">
      <h2 id="condition-drift" className="mb-1 font-semibold text-failed">
        AWS differs from what was deployed
      </h2>
      <table className="w-full table-fixed text-left text-xs">
        <caption className="sr-only">What was deployed, and what AWS has</caption>
        <thead className="text-muted">
          <tr>
            <th scope="col" className="w-3/10 py-1 pr-3 font-normal">
              Field
            </th>
            <th scope="col" className="py-1 pr-3 font-normal">
              Deployed
            </th>
            <th scope="col" className="py-1 font-normal">
              In AWS
            </th>
          </tr>
        </thead>
        <tbody>
          {drift.map(({ resource, field, expected, actual }) => (
            <tr key={`${resource} ${field}`} className="border-t border-line align-top">
              <td className="py-1 pr-3 break-words">
                {field} <span className="text-muted">of {resource}</span>
              </td>
              <td className="py-1 pr-3 font-mono break-all text-muted">
                <Clipped text={expected} />
              </td>
              <td className="py-1 font-mono break-all">
                <Clipped text={actual} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const LONGEST = 300;

function Clipped({ text }: { text: string }) {
  const shown = harmlessText(text);
  if (shown.length <= LONGEST) return shown;
  return (
    <details>
      <summary>{shown.slice(0, LONGEST)}…</summary>
      {shown.slice(LONGEST)}
    </details>
  );
}
