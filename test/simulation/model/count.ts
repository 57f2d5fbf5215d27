import { doubles } from './doubles.ts';
import type { Accepted, Evidence, Life, Stand } from './evidence.ts';
import { expectedOf } from './lost.ts';
import { isStand, isWithin, standOf } from './words.ts';

/** How often each promise was broken. */
export interface Counts {
  /** Acceptances in all. */
  readonly accepted: number;
  /** States that a look saw, and that a destination was never told of. */
  readonly lost: number;
  /** Changes that there never were. */
  readonly invented: number;
  /** Removals of what had not been removed. */
  readonly falseRemovals: number;
  /** Changes told after a later one. */
  readonly misordered: number;
  /** Told again with the same id, where a process or an answer was lost, or the table was restored. */
  readonly doubledInside: number;
  /** Told again for no such reason. */
  readonly doubledOutside: number;
}

export const nothing: Counts = {
  ...{ accepted: 0, lost: 0, invented: 0, falseRemovals: 0, misordered: 0, doubledInside: 0, doubledOutside: 0 },
};

export const add = (a: Counts, b: Counts): Counts => ({
  accepted: a.accepted + b.accepted,
  lost: a.lost + b.lost,
  invented: a.invented + b.invented,
  falseRemovals: a.falseRemovals + b.falseRemovals,
  misordered: a.misordered + b.misordered,
  doubledInside: a.doubledInside + b.doubledInside,
  doubledOutside: a.doubledOutside + b.doubledOutside,
});

/**
 * Where `judge` stops at the first broken promise, this counts them all, of whatever design. It is milder than `judge` in that it takes
 * no message's word for when something happened; and it looks neither at failures nor at reminders, which not every design tells.
 */
export function count(evidence: Evidence): Counts {
  const destinations = [...new Set(evidence.eras.flatMap((era) => era.destinations))];
  return destinations.map((one) => countOf(one, evidence)).reduce(add, nothing);
}

function countOf(destination: string, evidence: Evidence): Counts {
  const all = evidence.accepted.filter((one) => one.destination === destination);
  const seen = new Set<string>();
  const first = all.filter(({ id }) => !seen.has(id) && seen.add(id));
  const told = Map.groupBy(first, ({ change }) => change.arn);
  const lives = Map.groupBy(evidence.lives, ({ arn }) => arn);
  let sum: Counts = { ...nothing, accepted: all.length, ...doublesOf(all, evidence) };
  for (const [arn, ofOne] of told) sum = add(sum, followed(ofOne, lives.get(arn) ?? [], evidence));
  if (evidence.peaceSince === undefined) return sum;
  const lost = evidence.lives.map((life) => {
    const stands = (told.get(life.arn) ?? []).filter(({ change }) => isStand(change));
    return missing(
      expectedOf(life, destination, evidence),
      stands.map(({ change }) => standOf(change)),
    );
  });
  return { ...sum, lost: lost.reduce((total, one) => total + one, 0) };
}

function doublesOf(all: readonly Accepted[], evidence: Evidence): Pick<Counts, 'doubledInside' | 'doubledOutside'> {
  const found = [...doubles(all, evidence)];
  const doubledInside = found.filter(({ isPermitted }) => isPermitted).length;
  return { doubledInside, doubledOutside: found.length - doubledInside };
}

/** Where a version's history is by what was told of it: its lives one after the other, and of each its stands. */
interface Place {
  readonly life: number;
  readonly stand: number;
}

/** Of one version, what was told of it, one after the other, is found in its history, or not. */
function followed(told: readonly Accepted[], lives: readonly Life[], evidence: Evidence): Counts {
  const counts = { invented: 0, falseRemovals: 0, misordered: 0 };
  // A restored table tells again what it has forgotten; what another config did not ask for was not told.
  const breaks = [...evidence.restores.map(({ at }) => at), ...evidence.eras.slice(1).map(({ from }) => from)];
  let last: Place | undefined;
  let since = -Infinity;
  for (const one of told) {
    if (breaks.some((at) => since < at && at <= one.at)) last = undefined;
    since = one.at;
    const places = placesOf(one, lives, evidence);
    if (places === undefined) continue;
    if (places.length === 0) counts[/removed$/u.test(one.change.kind) ? 'falseRemovals' : 'invented']++;
    else {
      const next = places.find((place) => last === undefined || isAfter(place, last));
      if (next) last = next;
      else counts.misordered++;
    }
  }
  return { ...nothing, ...counts };
}

/** All that it can mean, the earliest first: what had become so by then. Nothing of what is not counted. */
function placesOf({ change, at }: Accepted, lives: readonly Life[], evidence: Evidence): readonly Place[] | undefined {
  const { kind, from, to } = change;
  const stands = lives.flatMap((life, index) =>
    life.stands.flatMap((stand, number) =>
      stand.at <= at ? [{ ...stand, place: { life: index, stand: number }, isFirst: isFirstOf(change.at, life) }] : [],
    ),
  );
  switch (kind) {
    case 'registered':
      return stands.filter(({ value, isFirst }) => isFirst && value === to).map(({ place }) => place);
    case 'approval':
      return stands.filter((stand) => stand.value === to && cameFrom(from, stand, stands)).map(({ place }) => place);
    case 'removed':
      return lives.flatMap(({ removedAt = Infinity }, life) => (removedAt <= at ? [{ life, stand: Infinity }] : []));
    case 'group-removed':
      return evidence.removals.some((one) => isWithin(change.arn, one) && one.at <= at) ? undefined : [];
    default:
      return undefined;
  }
}

const isFirstOf = (told: string, { createdAt }: Life): boolean => Date.parse(told) === createdAt;

interface Placed extends Stand {
  readonly place: Place;
}

const cameFrom = (from: string | undefined, { place }: Placed, stands: readonly Placed[]): boolean =>
  stands.some((one) => one.value === from && one.place.life === place.life && one.place.stand < place.stand);

const isAfter = (a: Place, b: Place): boolean => a.life > b.life || (a.life === b.life && a.stand > b.stand);

/** How many of those are not among what was told, in that order. */
function missing(expected: readonly string[], told: readonly (string | undefined)[]): number {
  let next = 0;
  let found = 0;
  for (const one of expected) {
    const at = told.indexOf(one, next);
    if (at < 0) continue;
    next = at + 1;
    found++;
  }
  return expected.length - found;
}
