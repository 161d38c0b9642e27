import type { Route } from 'next';
import Link from 'next/link';

/** The head of an editor: what is written, and the list that it belongs to. */
export function EditorTitle({ title, list, href }: { title: string; list: string; href: Route }) {
  return (
    <header className="border-b border-line px-4 py-3 sm:px-5">
      <p className="text-xs text-muted">
        <Link href={href} className="hover:underline">
          {list}
        </Link>
      </p>
      <h1 className="text-lg font-semibold break-all">{title}</h1>
    </header>
  );
}
