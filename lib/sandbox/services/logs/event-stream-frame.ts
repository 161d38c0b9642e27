import { crc32 } from 'node:zlib';

const STRING_HEADER = 7;

/** One frame of `application/vnd.amazon.eventstream`: lengths, headers, JSON payload, and their checksums. */
export function eventStreamFrame(
  kind: { event: string } | { exception: string },
  payload: Record<string, unknown>,
): Buffer {
  const headers = encodeHeaders(
    'event' in kind
      ? { ':message-type': 'event', ':event-type': kind.event, ':content-type': 'application/json' }
      : {
          ':message-type': 'exception',
          ':exception-type': kind.exception,
          ':content-type': 'application/json',
        },
  );
  const body = Buffer.from(JSON.stringify(payload));
  const frame = Buffer.alloc(16 + headers.length + body.length);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(headers.length, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  headers.copy(frame, 12);
  body.copy(frame, 12 + headers.length);
  frame.writeUInt32BE(crc32(frame.subarray(0, frame.length - 4)), frame.length - 4);
  return frame;
}

function encodeHeaders(headers: Record<string, string>): Buffer {
  return Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const header = Buffer.alloc(4 + name.length + value.length);
      header.writeUInt8(name.length, 0);
      header.write(name, 1);
      header.writeUInt8(STRING_HEADER, 1 + name.length);
      header.writeUInt16BE(value.length, 2 + name.length);
      header.write(value, 4 + name.length);
      return header;
    }),
  );
}
