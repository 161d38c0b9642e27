import { PageTitle } from './page-title';
import { RowsSkeleton } from './skeleton';

/** A page with a title, filters and rows before it is read; `many` as in "the rules". */
export function ListSkeleton({ title, many, rows }: { title: string; many: string; rows: number }) {
  return (
    <>
      <PageTitle title={title} />
      <div className="h-11 border-b border-line" />
      <RowsSkeleton rows={rows} label={`Reading ${many}`} />
    </>
  );
}
