'use client';
import dynamic from 'next/dynamic';
import { useTrackedOperations } from './tracked-operations';

const OperationTray = dynamic(() => import('./operation-tray').then((module) => module.OperationTray), {
  ssr: false,
});

/** Keeps the tray out of the first load; place it once per page. */
export function OperationTrayHost() {
  return useTrackedOperations().length === 0 ? null : <OperationTray />;
}
