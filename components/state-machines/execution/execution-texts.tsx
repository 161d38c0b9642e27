import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import type { ExecutionDetail } from '@/lib/contract/state-machine';

/** What the execution was given, and what it gave. */
export function ExecutionTexts({ execution: { input, output, status } }: { execution: ExecutionDetail }) {
  const none = status === 'SUCCEEDED' ? 'not recorded' : 'none: only an execution that succeeded has one';
  return (
    <div className="grid gap-6 px-4 py-5 sm:px-5 lg:grid-cols-2">
      <Text name="Input" text={input} none="not recorded" />
      <Text name="Output" text={output} none={none} />
    </div>
  );
}

function Text({ name, text, none }: { name: string; text: string | null; none: string }) {
  const id = `execution-${name.toLowerCase()}`;
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-1 flex items-center gap-1">
        <h2 id={id} className="text-md font-semibold">
          {name}
        </h2>
        {text === null ? null : <CopyButton text={text} what={name.toLowerCase()} />}
      </div>
      {text === null ? (
        <p className="text-faint">{none}</p>
      ) : (
        <div className="flex max-h-80 rounded-md border border-line">
          <CodeView text={text} label={`${name}, JSON`} />
        </div>
      )}
    </section>
  );
}
