'use client';
import { definePreference } from './preference';

/** Single-letter keys can be switched off (WCAG 2.1.4). */
export const hotkeysPreference = definePreference('singleKeys', ['on', 'off']);
