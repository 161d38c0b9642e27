import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, Suspense } from 'react';
import { LiveProvider } from '@/components/live/live-provider';
import { QueryProvider } from '@/components/live/query-provider';
import { PlanFromAddress } from '@/components/plan/plan-from-address';
import { OperationTrayHost } from '@/components/retrigger/operation-tray-host';
import { AppFrame } from '@/components/shell/app-frame';
import { ThemeScript } from '@/components/shell/theme-script';
import { ToasterHost } from '@/components/ui/toaster-host';
import { WhereSeeded } from './where-seeded';
import './globals.css';

export const metadata: Metadata = {
  title: { template: '%s · Reprise', default: 'Reprise' },
  description: 'Follow and run again the Lambda functions that run again.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfbfa' },
    { media: '(prefers-color-scheme: dark)', color: '#121312' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <head>
        <ThemeScript />
      </head>
      <body>
        <QueryProvider>
          <NuqsAdapter>
            <LiveProvider>
              <AppFrame where={<WhereSeeded />} whereCompact={<WhereSeeded compact />}>
                {children}
              </AppFrame>
              <OperationTrayHost />
              <Suspense fallback={null}>
                <PlanFromAddress />
              </Suspense>
            </LiveProvider>
          </NuqsAdapter>
          <ToasterHost />
        </QueryProvider>
      </body>
    </html>
  );
}
