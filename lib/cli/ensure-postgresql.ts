import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** Installs Debian's PostgreSQL where the store tests would miss one; says so where none can be had. */
export function ensurePostgresql(say: (line: string) => void): void {
  if (hasServer()) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('Installing PostgreSQL for the store tests …');
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', 'postgresql'], { stdio: 'ignore' });
  }
  if (!hasServer()) say('PostgreSQL is not to be had here: the store tests run on PGlite only.');
}

function hasServer(): boolean {
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian) && readdirSync(debian).some((v) => existsSync(`${debian}/${v}/bin/initdb`)))
    return true;
  return spawnSync('initdb', ['--version'], { stdio: 'ignore' }).status === 0;
}
