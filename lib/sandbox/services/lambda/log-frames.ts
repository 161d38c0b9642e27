const HEADER_BYTES = 12;
const MAX_FRAME_BYTES = 64_000_000;

export interface LogFrame {
  /** ms since the epoch, by the handler's clock */
  timestamp: number;
  message: string;
}

/** Puts together the frames that the runtime writes on fd 3: 4 bytes length, 8 bytes epoch ms, the text in UTF-8. */
export class LogFrameReader {
  #rest: Buffer[] = [];
  #restBytes = 0;
  #neededBytes = HEADER_BYTES;
  bytesRead = 0;
  #broken = false;

  push(chunk: Buffer): LogFrame[] {
    this.bytesRead += chunk.length;
    if (this.#broken) return [];
    this.#rest.push(chunk);
    this.#restBytes += chunk.length;
    if (this.#restBytes < this.#neededBytes) return [];
    let buffer = this.#rest.length === 1 ? chunk : Buffer.concat(this.#rest, this.#restBytes);
    const frames: LogFrame[] = [];
    this.#neededBytes = HEADER_BYTES;
    while (buffer.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + buffer.readUInt32BE(0);
      // a handler wrote to the pipe itself: its frames cannot be told apart any more
      if (end > MAX_FRAME_BYTES) {
        this.#broken = true;
        this.#rest = [];
        return frames;
      }
      if (buffer.length < end) {
        this.#neededBytes = end;
        break;
      }
      frames.push({ timestamp: buffer.readDoubleBE(4), message: buffer.toString('utf8', HEADER_BYTES, end) });
      buffer = buffer.subarray(end);
    }
    this.#rest = [buffer];
    this.#restBytes = buffer.length;
    return frames;
  }
}
