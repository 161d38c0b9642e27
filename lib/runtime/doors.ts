/** What of a request decides whether it may come in. */
export interface DoorRequest {
  method: string;
  /** Path without query. */
  path: string;
  host: string | null;
  origin: string | null;
  secFetchSite: string | null;
  contentType: string | null;
}

/** A refusal, answered as an RFC 9457 problem. */
export interface DoorRefusal {
  status: 403 | 415 | 421;
  code: 'forbidden' | 'unsupported-media-type';
  title: string;
  detail: string;
  nextStep: string;
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Decides at the door: a Host other than loopback or `allowedHosts` (DNS rebinding), a write from a foreign page, and an
 * API write that is no JSON (a form of a foreign page needs no CORS) are refused. Null lets the request in.
 */
export function judgeRequest(request: DoorRequest, allowedHosts: readonly string[]): DoorRefusal | null {
  if (!isOwnHost(request.host, allowedHosts)) {
    return {
      status: 421,
      code: 'forbidden',
      title: 'Wrong host',
      detail: 'This dashboard does not answer under this host name.',
      nextStep: 'Use 127.0.0.1 or localhost, or add the name to REPRISE_ALLOWED_HOSTS.',
    };
  }
  if (READS.has(request.method)) return null;
  if (request.secFetchSite === 'cross-site' || isForeignOrigin(request.origin, request.host, allowedHosts)) {
    return {
      status: 403,
      code: 'forbidden',
      title: 'Foreign origin',
      detail: 'Another website asked for this change.',
      nextStep: 'Act from the dashboard’s own pages; behind a proxy, add its host to REPRISE_ALLOWED_HOSTS.',
    };
  }
  if (isApi(request.path) && !isJson(request.contentType)) {
    return {
      status: 415,
      code: 'unsupported-media-type',
      title: 'Unsupported media type',
      detail: 'The API takes JSON only.',
      nextStep: 'Send the header Content-Type: application/json.',
    };
  }
  return null;
}

function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

function isJson(contentType: string | null): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

function isOwnHost(host: string | null, allowedHosts: readonly string[]): boolean {
  const name = hostNameOf(host);
  return name !== null && (isLoopback(name) || isAllowed(host, allowedHosts));
}

function isForeignOrigin(
  origin: string | null,
  host: string | null,
  allowedHosts: readonly string[],
): boolean {
  if (origin === null) return false;
  const separator = origin.indexOf('://');
  if (separator < 0) return true;
  const originHost = origin.slice(separator + 3).toLowerCase();
  return originHost !== host?.toLowerCase() && !isAllowed(originHost, allowedHosts);
}

/** An entry without a port allows every port of its name. */
function isAllowed(host: string | null, allowedHosts: readonly string[]): boolean {
  if (host === null) return false;
  const full = host.toLowerCase();
  const name = hostNameOf(host);
  return allowedHosts.some((entry) => entry.toLowerCase() === full || entry.toLowerCase() === name);
}

/** Name or address of `name:port`, IPv6 without brackets; null where it is no host. */
function hostNameOf(host: string | null): string | null {
  if (host === null || host === '' || host.length > 260) return null;
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@[\]?#]+))(?::\d{1,5})?$/i.exec(host);
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
