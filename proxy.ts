import { type NextRequest, NextResponse } from 'next/server';
import { judgeRequest } from './lib/runtime/doors.ts';
import { readEnv } from './lib/runtime/env.ts';
import { securityHeaders } from './lib/runtime/security-headers.ts';

const headers = securityHeaders(process.env.NODE_ENV === 'development');
let allowedHosts: readonly string[] | undefined;

/** Every request passes here first. */
export function proxy(request: NextRequest): Response {
  allowedHosts ??= readEnv(process.env).REPRISE_ALLOWED_HOSTS;
  const refusal = judgeRequest(
    {
      method: request.method,
      path: request.nextUrl.pathname,
      host: request.headers.get('host'),
      origin: request.headers.get('origin'),
      secFetchSite: request.headers.get('sec-fetch-site'),
      contentType: request.headers.get('content-type'),
    },
    allowedHosts,
  );
  if (refusal === null) return NextResponse.next({ headers });
  const { status, code, title, detail, nextStep } = refusal;
  const problem = {
    type: `urn:reprise:problem:${code}`,
    title,
    status,
    detail,
    code,
    nextStep,
    errors: [],
    awsCode: null,
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { ...headers, 'Content-Type': 'application/problem+json' },
  });
}
