import type { Rehearsal } from '../../contract/condition.ts';
import type { JudgedHop } from '../../store/store-conditions.ts';
import { type JudgingCondition, judgeHop } from '../enact/judge-hop.ts';
import { nextPayload } from '../enact/next-payload.ts';

/** A page shows these; the counts go on. */
const SHOWN = 50;

export interface RehearsedCondition extends JudgingCondition {
  how: 'invoke' | 'eventbridge' | 'stepfunctions';
  nextInput: 'request' | 'response';
}

type JudgedHopDto = Rehearsal['examples'][number];
type Figures = Omit<
  Rehearsal,
  'rehearsalId' | 'status' | 'hopCount' | 'from' | 'to' | 'problem' | 'judgedCount'
> & { judgedCount: number };

/** The last known run of a chain. */
interface Place {
  position: number;
  endedAtMs: number;
  /** The condition's pattern holds for its result. */
  matched: boolean;
  runsAgain: boolean;
}

/** What a condition would have done, hop by hop in the order of their ends; nothing is sent. */
export class RehearsalTally {
  readonly #condition: RehearsedCondition;
  readonly #deployed: RehearsedCondition | null;
  readonly #places = new Map<string, Place>();
  readonly #examples: JudgedHopDto[] = [];
  readonly #undecidable: JudgedHopDto[] = [];
  readonly #wouldStart: JudgedHopDto[] = [];
  readonly #wouldStop: JudgedHopDto[] = [];
  #judged = 0;
  #runAgain = 0;
  #undecided = 0;
  #limited = 0;
  #longest = 0;
  /** Runs that followed one that matched, and those of them that matched as well. */
  #followers = 0;
  #matchingFollowers = 0;
  #costUsd = 0;
  #costCount = 0;

  constructor(condition: RehearsedCondition, deployed: RehearsedCondition | null) {
    this.#condition = condition;
    this.#deployed = deployed;
  }

  add(hop: JudgedHop): void {
    const before = this.#places.get(hop.chainId);
    const place = { ...hop, attempt: Math.max(hop.attempt, positionAfter(before, hop)) };
    const now = judged(this.#condition, place);
    this.#judged += 1;
    if (hop.costUsd !== null) {
      this.#costUsd += hop.costUsd;
      this.#costCount += 1;
    }
    const runsAgain = now.decision === 'run-again';
    if (runsAgain) this.#runAgain += 1;
    if (now.decision === 'undecidable') this.#undecided += 1;
    if (now.decision === 'stop' && now.limited) this.#limited += 1;
    keep(this.#examples, runsAgain, hop, now);
    keep(this.#undecidable, now.decision === 'undecidable', hop, now);
    if (this.#deployed !== null) {
      const former = judged(this.#deployed, place);
      keep(this.#wouldStart, runsAgain && former.decision !== 'run-again', hop, now);
      keep(this.#wouldStop, !runsAgain && former.decision === 'run-again', hop, now);
    }
    this.#longest = Math.max(this.#longest, place.attempt + (runsAgain ? 1 : 0));
    const matched = runsAgain || now.limited;
    if (before?.matched && place.attempt > before.position) {
      this.#followers += 1;
      if (matched) this.#matchingFollowers += 1;
    }
    this.#places.set(hop.chainId, {
      position: place.attempt,
      endedAtMs: hop.endedAt.getTime(),
      matched,
      runsAgain,
    });
  }

  figures(): Figures {
    const projected = this.#projectedInvocations();
    return {
      judgedCount: this.#judged,
      runAgainCount: this.#runAgain,
      undecidableCount: this.#undecided,
      limitedCount: this.#limited,
      longestChain: this.#longest,
      projectedInvocations: projected,
      projectedCostUsd: this.#costCount === 0 ? null : (this.#costUsd / this.#costCount) * projected,
      feedsItself: this.#followers === 0 ? 'unknown' : this.#matchingFollowers > 0 ? 'yes' : 'no',
      examples: this.#examples,
      undecidable: this.#undecidable,
      wouldStart: this.#wouldStart,
      wouldStop: this.#wouldStop,
    };
  }

  /**
   * One for each result that runs again; where a chain's last known run does, also what is expected to follow: as many
   * more, within the attempts that are left, as runs that followed a match in history matched again.
   */
  #projectedInvocations(): number {
    const again = this.#followers === 0 ? 0 : this.#matchingFollowers / this.#followers;
    let expected = this.#runAgain;
    for (const { position, runsAgain } of this.#places.values()) {
      if (!runsAgain) continue;
      const left = this.#condition.limits.maxAttempts - position;
      expected += again === 1 ? left - 1 : (again - again ** left) / (1 - again);
    }
    return Math.round(expected);
  }
}

/** Runs that overlap are siblings, those one after the other follow each other. */
function positionAfter(before: Place | undefined, { startedAt, endedAt }: JudgedHop): number {
  if (before === undefined) return 1;
  const startedAtMs = (startedAt ?? endedAt).getTime();
  return startedAtMs >= before.endedAtMs ? before.position + 1 : before.position;
}

function judged(condition: RehearsedCondition, hop: JudgedHop) {
  const always = { ...condition, deployedAt: new Date(0) };
  const { decision, reason, limit } = judgeHop(always, hop, hop.endedAt, () => 1);
  if (decision === 'run-again' && condition.how === 'invoke') {
    const next = nextPayload(hop, condition.nextInput);
    if (!next.ok) {
      return { decision: 'undecidable' as const, reason: `${reason}, but ${next.reason}`, limited: false };
    }
  }
  return { decision: decision === 'stale' ? ('stop' as const) : decision, reason, limited: limit !== null };
}

function keep(
  list: JudgedHopDto[],
  fits: boolean,
  { hopId, chainId, endedAt }: JudgedHop,
  { decision, reason }: ReturnType<typeof judged>,
): void {
  if (!fits || list.length >= SHOWN) return;
  list.push({ hopId, chainId, endedAt: endedAt.toISOString(), decision, reason });
}
