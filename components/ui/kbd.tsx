import clsx from 'clsx';

export function Kbd({ children, className }: { children: string; className?: string | undefined }) {
  return (
    <kbd
      className={clsx(
        'inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-line-strong bg-surface px-1 text-2xs text-muted',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
