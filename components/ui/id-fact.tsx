import { CopyButton } from './copy-button';
import { Fact } from './fact';

/** An ID among facts, cut to its column and to be copied whole; nothing where it is not known. */
export function IdFact({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <Fact name={name}>
      <span className="flex items-center gap-1">
        <code className="min-w-0 truncate text-xs" title={value}>
          {value}
        </code>
        <CopyButton text={value} what={name} className="-my-0.5" />
      </span>
    </Fact>
  );
}
