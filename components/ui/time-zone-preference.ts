'use client';
import { definePreference } from './preference';

/** Whether times are shown in UTC or in the browser's zone. */
export const timeZonePreference = definePreference('timeZone', ['local', 'utc']);
