import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './service.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Refuses what a browser page or another machine could send; null lets the request in. */
export function judgeDoor(headers: IncomingHttpHeaders): AwsError | null {
  if (!LOOPBACK.test(headers.host ?? '')) {
    return new AwsError('AccessDeniedException', 'The sandbox answers to loopback hosts only.', 403);
  }
  if (headers.origin !== undefined) {
    return new AwsError('AccessDeniedException', 'The sandbox refuses requests from web pages.', 403);
  }
  return null;
}
