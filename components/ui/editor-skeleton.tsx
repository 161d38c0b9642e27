import { RowsSkeleton } from './skeleton';

/** An editor before it opens. */
export function EditorSkeleton() {
  return (
    <>
      <div className="h-[69px] border-b border-line" />
      <RowsSkeleton rows={8} label="Opening the editor" />
    </>
  );
}
