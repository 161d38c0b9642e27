import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogFrameReader } from './log-frames.ts';

function frame(timestamp: number, message: string): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt32BE(Buffer.byteLength(message), 0);
  header.writeDoubleBE(timestamp, 4);
  return Buffer.concat([header, Buffer.from(message)]);
}

test('frames come out whole and in order, however the pipe cuts them', () => {
  const line = fc.record({ timestamp: fc.nat(), message: fc.string({ unit: 'grapheme', maxLength: 60 }) });
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat({ max: 40 })), (lines, cuts) => {
      const bytes = Buffer.concat(lines.map(({ timestamp, message }) => frame(timestamp, message)));
      const reader = new LogFrameReader();
      const read = [];
      let from = 0;
      for (const cut of [...cuts, bytes.length]) {
        read.push(...reader.push(bytes.subarray(from, from + cut)));
        from = Math.min(bytes.length, from + cut);
      }
      expect(read).toEqual(lines);
      expect(reader.bytesRead).toBe(bytes.length);
    }),
  );
});

test('what is no frame is given up, not kept', () => {
  const reader = new LogFrameReader();
  expect(reader.push(Buffer.from('\xff\xff\xff\xffhandler wrote here'))).toEqual([]);
  expect(reader.push(frame(1, 'later'))).toEqual([]);
});
