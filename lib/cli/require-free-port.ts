import net from 'node:net';
import { AppError } from '../domain/app-error.ts';

/** Throws AppError `conflict` in one line when something listens on `host:port`. */
export async function requireFreePort(host: string, port: number, setting: string): Promise<void> {
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const server = net.createServer();
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
  if (error === null) return;
  if (error.code === 'EADDRINUSE') {
    throw new AppError('conflict', `Port ${port} is in use.`, {
      nextStep: `Stop what listens there, or set ${setting} to another port.`,
    });
  }
  throw new AppError('invalid-input', `Cannot listen on ${host}:${port} (${error.code}).`, {
    nextStep: `Set HOST and ${setting} to an address of this machine.`,
  });
}
