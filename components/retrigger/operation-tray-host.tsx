'use client';
import dynamic from 'next/dynamic';
import { useTrackedOperations } from './tracked-operations';

const OperationTray = dynamic(() => import('./operation-tray').then((module) => module.OperationTray), {
  ssr: false,
});

/** Running operations stay in reach on every page; the tray itself is kept out of the first load. */
export function OperationTrayHost() {
  return useTrackedOperations().length === 0 ? null : <OperationTray />;
}
