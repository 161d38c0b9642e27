import clsx from 'clsx';
import type { ReactNode } from 'react';

/** The bar over a list: its name and, at the other end, its acts. */
export function PageTitle({
  title,
  ruled = true,
  children,
}: {
  title: string;
  /** With a line below. */
  ruled?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={clsx('flex h-[52px] items-center gap-3 px-4 sm:px-5', ruled && 'border-b border-line')}>
      <h1 className="mr-auto text-lg font-semibold">{title}</h1>
      {children}
    </div>
  );
}
