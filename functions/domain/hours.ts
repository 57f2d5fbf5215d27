/** Hours of the week by the wall clock of a time zone. Plain JSON. */
export interface Hours {
  /** Minutes of the day; `until` is later than `from`, exclusive, 1440 at most. */
  readonly from: number;
  readonly until: number;
  /** IANA name. */
  readonly zone: string;
  /** Days of the week, at least one; Sunday is 0. */
  readonly days: readonly number[];
}

const minute = 60_000;
const day = 1440 * minute;

export function isOpen({ from, until, zone, days }: Hours, time: number): boolean {
  const { weekday, ofDay } = wallClock(zone, time);
  return days.includes(weekday) && ofDay >= from * minute && ofDay < until * minute;
}

/** The time itself while it is open; otherwise when it opens next. */
export function nextOpening(hours: Hours, time: number): number {
  let at = time;
  while (!isOpen(hours, at)) {
    const { weekday, ofDay } = wallClock(hours.zone, at);
    const opening = hours.from * minute;
    const next = at + (hours.days.includes(weekday) && ofDay < opening ? opening : day) - ofDay;
    // Where the clocks change in between, at a quarter of an hour in any zone, no more is skipped than is sure.
    at = offsetOf(hours.zone, next) === offsetOf(hours.zone, at) ? next : nextQuarter(at);
  }
  return at;
}

const nextQuarter = (time: number): number => (Math.floor(time / (15 * minute)) + 1) * 15 * minute;

/** Day of the week, and how long it is after midnight by the clock, in ms. */
function wallClock(zone: string, time: number): { readonly weekday: number; readonly ofDay: number } {
  const local = time + offsetOf(zone, time);
  const midnight = Math.floor(local / day) * day;
  return { weekday: new Date(midnight).getUTCDay(), ofDay: local - midnight };
}

/** How far the zone's clocks are ahead of UTC at that time, in ms. */
function offsetOf(zone: string, time: number): number {
  const name = formatOf(zone)
    .formatToParts(time)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name ?? '') ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minute;
  return sign === '-' ? -offset : offset;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: that takes a hundred times as long as to use it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return format;
}
