import type { ReactNode } from 'react';

/** A part of the health page under its heading. */
export function HealthSection({
  title,
  note,
  flush = false,
  children,
}: {
  title: string;
  note: string;
  /** The content brings its own margins. */
  flush?: boolean;
  children: ReactNode;
}) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return (
    <section aria-labelledby={id} className="mt-6">
      <h2 id={id} className="mb-1 px-4 text-md font-semibold sm:px-5">
        {title} <span className="font-normal text-muted">{note}</span>
      </h2>
      {flush ? children : <div className="px-4 sm:px-5">{children}</div>}
    </section>
  );
}
