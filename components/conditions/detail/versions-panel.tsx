import { AbsoluteTime } from '@/components/ui/absolute-time';
import { HowWord } from '@/components/ui/how-look';
import type { ConditionDetail } from '@/lib/contract/condition';

/** Every version that was saved, the newest first. */
export function VersionsPanel({ condition }: { condition: ConditionDetail }) {
  const versions = [...condition.versions].sort((a, b) => b.version - a.version);
  return (
    <table className="table-dense stack max-w-5xl">
      <caption className="sr-only">Versions of the condition</caption>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Saved</th>
          <th scope="col">By</th>
          <th scope="col">Runs again when</th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ version, savedAt, how, words }) => (
          <tr key={version} className="align-top">
            <td className="whitespace-nowrap">
              {version}
              {version === condition.deployedVersion ? (
                <span className="ml-2 text-xs text-succeeded">deployed</span>
              ) : null}
            </td>
            <td className="whitespace-nowrap text-muted">
              <AbsoluteTime at={savedAt} />
            </td>
            <td>
              <HowWord how={how} />
            </td>
            <td data-wide className="break-words">
              {words.join(', and ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
