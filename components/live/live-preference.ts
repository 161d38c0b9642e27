'use client';
import { definePreference } from '@/components/ui/preference';

/** Live updates on or off, for all tabs of this browser. */
export const livePreference = definePreference('live', ['on', 'off']);
