import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../domain/app-error.ts';

export interface DataDirLock {
  release(): void;
}

/**
 * Takes the exclusive lock on a data directory: two processes on one PGlite directory destroy each other's rows. The
 * lock is a listening local socket, so it ends with its holder however that ends; whoever connects is told who holds it.
 * Throws AppError `conflict` naming the holder.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const directory = realpathSync(dataDir);
  const address = addressOf(directory);
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.end(String(process.pid));
  });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await listens(server, address)) {
      server.unref();
      return { release: () => server.close() };
    }
    const holder = await holderOf(address);
    if (holder !== null) {
      throw new AppError('conflict', `The data directory ${directory} is open in process ${holder}.`, {
        nextStep: 'Stop that process, or set REPRISE_DATA_DIR to another directory.',
      });
    }
    if (!address.startsWith('\0')) rmSync(address, { force: true });
  }
  throw new AppError('conflict', `The data directory ${directory} is being opened by another process.`);
}

function addressOf(directory: string): string {
  const name = `reprise-${createHash('sha256').update(directory).digest('hex').slice(0, 32)}`;
  // Linux frees an abstract address with its process; elsewhere a stale socket file is found by connecting to it
  return process.platform === 'linux' ? `\0${name}` : path.join(os.tmpdir(), `${name}.sock`);
}

function listens(server: net.Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    server.once('error', onError);
    server.listen(address, () => {
      server.off('error', onError);
      resolve(true);
    });
  });
}

function holderOf(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect(address);
    socket.on('data', (bytes) => {
      text += bytes.toString();
    });
    socket.on('error', () => resolve(null));
    socket.on('end', () => resolve(text === '' ? 'unknown' : text));
  });
}
