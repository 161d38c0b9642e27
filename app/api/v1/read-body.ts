import { AppError } from '@/lib/domain/app-error';

/**
 * The body as UTF-8 text, never more than `limitBytes` of it in memory. Throws `payload-too-large`,
 * `unsupported-media-type` (not JSON) and `invalid-input` (not UTF-8).
 */
export async function readBody(
  request: Request,
  limitBytes: number,
  tooLarge: (limitBytes: number) => AppError,
): Promise<string> {
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new AppError('unsupported-media-type', 'The API takes JSON only.', {
      nextStep: 'Send the header Content-Type: application/json.',
    });
  }
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new AppError('invalid-input', 'The body is not valid UTF-8.', { field: 'body', cause: error });
  }
}
