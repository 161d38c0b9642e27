import { launch } from './launch.ts';
import { readSettings } from './read-settings.ts';
import { sayExpected } from './say-expected.ts';

/** `npm start [-- --aws]` */
export function main(args: string[]): Promise<number> {
  return sayExpected(() => launch({ env: readSettings(), mode: 'start', aws: args.includes('--aws') }));
}
