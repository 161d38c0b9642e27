import pino, { type Logger } from 'pino';

/** JSON lines on standard output, without secrets: neither payloads nor credentials are ever given to it. */
export function createLogger(level: 'debug' | 'info' | 'warn' | 'error'): Logger {
  return pino({ level, base: { name: 'reprise' }, serializers: { err: pino.stdSerializers.err } });
}
