import Link from 'next/link';

/** The head of publishing and of what became of it. */
export function PublishTitle({ title }: { title: string }) {
  return (
    <div className="mr-auto">
      <p className="text-xs text-muted">
        <Link href="/events" className="link">
          Events
        </Link>{' '}
        /
      </p>
      <h1 className="text-lg font-semibold">{title}</h1>
    </div>
  );
}
