'use client';
import { lazy, Suspense, useEffect, useState } from 'react';
import { onNotice } from './notify';

const Toaster = lazy(() => import('./toaster').then((module) => ({ default: module.Toaster })));

/** Keeps the toaster out of the first load. */
export function ToasterHost() {
  const [needed, setNeeded] = useState(false);
  useEffect(() => onNotice(() => setNeeded(true)), []);
  return needed ? (
    <Suspense fallback={null}>
      <Toaster />
    </Suspense>
  ) : null;
}
