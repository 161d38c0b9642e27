import { writeSync } from 'node:fs';
import { format, inspect } from 'node:util';
import { describeError, describeForText } from './errors.mjs';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const CONSOLE = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' };
const FD = 3;
const HEADER_BYTES = 12;

/**
 * Replaces `console` and the standard streams by frames on fd 3: 4 bytes length, 8 bytes epoch ms, then the text.
 * Writes are synchronous, so that whatever a run printed is in the pipe before its answer is sent.
 */
export function patchConsole() {
  const json = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
  const lowest = json ? Math.max(0, LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL ?? 'INFO')) : 0;
  let requestId;
  let written = 0;

  function frame(text, at = Date.now()) {
    const bytes = Buffer.byteLength(text);
    const buffer = Buffer.allocUnsafe(HEADER_BYTES + bytes);
    buffer.writeUInt32BE(bytes, 0);
    buffer.writeDoubleBE(at, 4);
    buffer.write(text, HEADER_BYTES);
    for (let sent = 0; sent < buffer.length; ) sent += writeSync(FD, buffer, sent);
    written += buffer.length;
  }

  function line(level, args) {
    if (LEVELS.indexOf(level) < lowest) return;
    const now = new Date();
    const at = now.getTime();
    if (json) frame(jsonLine(now.toISOString(), level, requestId, args), at);
    else frame(`${now.toISOString()}\t${requestId}\t${level}\t${format(...args)}\n`, at);
  }

  for (const [method, level] of Object.entries(CONSOLE)) console[method] = (...args) => line(level, args);
  console.fatal = (...args) => line('FATAL', args);
  const flushes = [];
  for (const stream of [process.stdout, process.stderr]) {
    let rest = '';
    stream.write = (chunk, encoding, callback) => {
      const lines = (rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'))).split(
        '\n',
      );
      rest = lines.pop();
      for (const text of lines) if (text !== '') frame(`${text}\n`);
      const done = typeof encoding === 'function' ? encoding : callback;
      if (typeof done === 'function') process.nextTick(done);
      return true;
    };
    flushes.push(() => {
      if (rest !== '') frame(`${rest}\n`);
      rest = '';
    });
  }

  /** A last line without its end belongs to the run that began it. */
  const flush = () => {
    for (const write of flushes) write();
  };
  process.on('exit', flush);

  return {
    flush,
    beginRun(id) {
      requestId = id;
    },
    bytesWritten: () => written,
    /** The line by which the runtime reports what the handler did not catch. */
    uncaught(label, error) {
      if (json) line('ERROR', [error instanceof Error ? error : describeError(error)]);
      else frame(`${new Date().toISOString()}\t${requestId}\tERROR\t${label} \t${describeForText(error)}\n`);
    },
  };
}

function jsonLine(timestamp, level, requestId, args) {
  const base = { timestamp, level, requestId };
  const jsonSafe = (_key, value) => {
    if (value instanceof Error) return describeError(value);
    return typeof value === 'bigint' ? value.toString() : value;
  };
  if (args.length === 1) {
    try {
      const text = JSON.stringify({ ...base, message: args[0] }, jsonSafe);
      if (args[0] === undefined || 'message' in JSON.parse(text)) return text;
    } catch {}
    return JSON.stringify({ ...base, message: inspect(args[0]) });
  }
  const error = args.find((value) => value instanceof Error);
  return JSON.stringify({ ...base, message: format(...args), ...(error ? describeError(error) : {}) });
}
