import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { zEnv } from '../lib/runtime/env.ts';
import { address } from './reprise.ts';

const readme = readFileSync('README.md', 'utf8');
const { scripts, dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** The shell blocks of the README. */
function shellBlocks(): string[] {
  return [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
}

test.describe('the README', () => {
  test('names only commands, settings, files and packages that exist', () => {
    for (const [, script] of readme.matchAll(/npm (?:run )?(start|test|dev|sandbox|bench|conformance)\b/g)) {
      expect(scripts).toHaveProperty(script ?? '');
    }
    for (const [name] of readme.matchAll(/\b(?:REPRISE|SANDBOX)_[A-Z0-9_]+\b/g)) {
      expect(Object.keys(zEnv.shape)).toContain(name);
    }
    for (const [, file] of readme.matchAll(/\]\((?!http)([^)#]+)\)/g))
      expect(existsSync(file ?? '')).toBe(true);
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      const known = readme.includes(name) || readme.includes(name.replace(/^@aws-sdk\/client/, ''));
      expect(known || name.startsWith('@types/'), `${name} is missing in the table of dependencies`).toBe(
        true,
      );
    }
  });

  test('its curl commands answer', () => {
    const commands = shellBlocks()
      .join('\n')
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line.startsWith('curl'));
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) {
      const here = command.replaceAll('http://127.0.0.1:3000', address('/').replace(/\/$/, ''));
      const answer = JSON.parse(execFileSync('sh', ['-c', here], { encoding: 'utf8' }));
      expect(answer).not.toHaveProperty('title');
    }
  });

  test('its policy is the one the code needs', () => {
    const policy = JSON.parse(/```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '') as {
      Statement: { Action: string[] }[];
    };
    const actions = policy.Statement.flatMap((statement) => statement.Action);
    const source = execFileSync(
      'sh',
      [
        '-c',
        'grep -rhoE "new [A-Za-z]+Command\\(" lib/aws --include=*.ts --exclude=*.test.ts --exclude-dir=testing',
      ],
      {
        encoding: 'utf8',
      },
    );
    const operations = [...source.matchAll(/new ([A-Za-z]+)Command\(/g)].map((match) => match[1] ?? '');
    expect(operations.length).toBeGreaterThan(5);
    for (const operation of operations) {
      const action = operation === 'Invoke' ? 'InvokeFunction' : operation;
      expect(
        actions.some((name) => name.endsWith(`:${action}`)),
        `${action} is missing in the policy`,
      ).toBe(true);
    }
  });
});
