import type { Marker } from '../marker.ts';

/** A marker as a handler prints it. */
export function markerText(requestId: string, said: Partial<Omit<Marker, 'requestId' | 'v'>>): string {
  const { via = 'invoke', ...rest } = said;
  return JSON.stringify({ rerun: { v: 1, via, ...rest, requestId } });
}
