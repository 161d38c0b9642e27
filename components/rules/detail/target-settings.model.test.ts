import { expect, it } from 'vitest';
import { aTarget } from '../testing/a-rule';
import { targetSettings } from './target-settings.model';

const words = (...target: Parameters<typeof aTarget>) =>
  targetSettings(aTarget(...target)).map(({ name, value }) => `${name}: ${value}`);

it.each([
  [{}, ['Given: the whole event', /185 times within 24 h/, /no queue/]],
  [{ inputPath: '$.detail' }, ['Given: the part $.detail of the event']],
  [{ input: '{}' }, ['Given: {}']],
  [
    { inputTransformer: { inputPathsMap: { a: '$.a' }, inputTemplate: '<a>' } },
    [/Paths: \{/, 'Template: <a>'],
  ],
  [
    { retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 90 } },
    ['Given: the whole event', /up to 0 times within 90 s/],
  ],
  [
    { retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 120 }, roleArn: 'arn:r' },
    ['Given: the whole event', /up to 3 times within 2 min/, /no queue/, 'Role: arn:r'],
  ],
])('reads a target with %j back', (target, lines) => {
  const said = words(target);
  for (const [index, line] of lines.entries()) {
    if (typeof line === 'string') expect(said[index]).toBe(line);
    else expect(said[index]).toMatch(line);
  }
});
