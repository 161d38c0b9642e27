import { Check, CircleHelp, X } from 'lucide-react';
import { Fragment } from 'react';
import { harmlessText } from '@/components/ui/harmless-text';
import type { Decision } from '@/lib/contract/condition';

/** The fields that decided, each with what was wanted and what was recorded. */
export function DecisionFields({ fields }: { fields: Decision['fields'] }) {
  if (fields.length === 0) return null;
  return (
    <table className="w-full table-fixed text-left text-xs">
      <caption className="sr-only">Fields and values that decided</caption>
      <thead className="text-muted">
        <tr>
          <th scope="col" className="w-2/5 py-1 pr-3 font-normal">
            Field
          </th>
          <th scope="col" className="w-3/10 py-1 pr-3 font-normal">
            Wanted
          </th>
          <th scope="col" className="py-1 font-normal">
            Recorded
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={`${field.path} ${field.expected}`} className="border-t border-line align-top">
            <td className="py-1 pr-3 font-mono break-words">
              <Holds holds={field.holds} />
              <FieldPath path={field.path} />
            </td>
            <td className="py-1 pr-3 break-words">{harmlessText(field.expected)}</td>
            <td className="py-1 font-mono break-all">
              {field.actual === null ? (
                <span className="font-sans text-faint">
                  {field.holds === null ? 'not recorded' : 'absent'}
                </span>
              ) : (
                harmlessText(field.actual)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Breaks at its dots. */
function FieldPath({ path }: { path: string }) {
  if (path === '') return 'the result';
  return path.split('.').map((part, index, parts) => (
    <Fragment key={parts.slice(0, index + 1).join('.')}>
      {index + 1 < parts.length ? `${part}.` : part}
      <wbr />
    </Fragment>
  ));
}

function Holds({ holds }: { holds: boolean | null }) {
  const [Icon, word, className] =
    holds === null
      ? [CircleHelp, 'not known', 'text-waiting']
      : holds
        ? [Check, 'holds', 'text-succeeded']
        : [X, 'does not hold', 'text-failed'];
  return (
    <>
      <Icon aria-hidden className={`mr-1 inline size-3.5 align-text-bottom ${className}`} />
      <span className="sr-only">{word}: </span>
    </>
  );
}
