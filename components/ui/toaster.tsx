'use client';
import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { deliverNotices } from './notify';
import { themePreference } from './theme-preference';

export function Toaster() {
  const theme = themePreference.use();
  useEffect(
    () =>
      deliverNotices((notice) => {
        toast[notice.tone](notice.title, {
          ...(notice.id === undefined ? {} : { id: notice.id }),
          ...(notice.description === undefined ? {} : { description: notice.description }),
          ...(notice.action === undefined ? {} : { action: notice.action }),
          ...(notice.sticky === true ? { duration: Number.POSITIVE_INFINITY } : {}),
        });
      }),
    [],
  );
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      closeButton
      gap={8}
      toastOptions={{
        style: {
          background: 'var(--surface-raised)',
          color: 'var(--text)',
          border: '1px solid var(--line-strong)',
          borderRadius: 6,
          boxShadow: 'none',
          fontFamily: 'inherit',
          fontSize: '0.8125rem',
        },
      }}
    />
  );
}
