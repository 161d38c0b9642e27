'use client';
import { useSyncExternalStore } from 'react';
import { type LiveStatus, liveStatus } from './live-status';

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(liveStatus.subscribe, liveStatus.get, () => 'connecting');
}
