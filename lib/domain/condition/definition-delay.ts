import type { ConditionLimits } from './condition.ts';
import { longestDelaySeconds } from './delay-of.ts';

/** `delayOf` for a definition, in the whole seconds that a Wait state takes: a number, or an expression over `$attempt`. */
export function definitionDelay(limits: ConditionLimits): number | string {
  const { delaySeconds, backoffRate, jitter } = limits;
  const cap = longestDelaySeconds(limits);
  const grows = backoffRate > 1 && delaySeconds > 0 && delaySeconds < cap;
  const constant = Math.min(delaySeconds, cap);
  if (!grows && (jitter === 'NONE' || constant === 0)) return Math.round(constant);
  const seconds = grows ? grownDelay(delaySeconds, backoffRate, cap) : String(constant);
  return `{% $round(${seconds}${jitter === 'FULL' ? ' * $random()' : ''}) %}`;
}

/** The exponent ends where the cap is reached: JSONata's `$power` fails beyond what a double holds. */
function grownDelay(delaySeconds: number, backoffRate: number, cap: number): string {
  const exponent = Math.ceil(Math.log(cap / delaySeconds) / Math.log(backoffRate));
  return `$min([${cap}, ${delaySeconds} * $power(${backoffRate}, $min([$attempt - 1, ${exponent}]))])`;
}
