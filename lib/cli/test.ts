import { runBrowserTests } from './test-browser.ts';
import { checkImports, checkStatically } from './test-static.ts';
import { runUnitTests } from './test-unit.ts';

/** `npm test`: every check there is; the last line is `N passed, N failed`. */
export async function main(_args: string[]): Promise<number> {
  const tallies = [
    await checkStatically(),
    await checkImports(),
    await runUnitTests(),
    await runBrowserTests(),
  ];
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
