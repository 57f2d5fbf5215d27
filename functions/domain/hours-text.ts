import type { Hours } from './hours.ts';

/** In the order of `Date.getDay`. */
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const pattern = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})\s+([A-Za-z][\w+/-]*)\s*(?:,\s*(\S.*?))?\s*$/;
const allowed = 'HH:MM-HH:MM ZONE, and days if not every day, such as "09:00-18:00 Europe/Berlin, Mon-Fri"';
const lastMinute = 24 * 60;

/** Why a text is not hours; `zone` if that is what is not known. */
interface NoHours {
  readonly problem: string;
  readonly zone?: string;
}

/** Reads `09:00-18:00 Europe/Berlin, Mon-Fri`, as a config says it. */
export function parseHours(text: string): Hours | NoHours {
  const [matched, fromHour, fromMinute, untilHour, untilMinute, zone = '', named] = pattern.exec(text) ?? [];
  if (matched === undefined) return { problem: `${fault(text)}; allowed: ${allowed}` };
  const from = minuteOf(fromHour, fromMinute);
  const until = minuteOf(untilHour, untilMinute);
  if (from === undefined || until === undefined) {
    return { problem: 'names a time that no day has; allowed: 00:00 to 24:00' };
  }
  if (from >= until) {
    return { problem: 'does not end later than it begins; hours over midnight are not possible' };
  }
  if (!isZone(zone)) {
    return { problem: `names no time zone that is known; allowed: IANA names, such as Europe/Berlin or UTC`, zone };
  }
  const days = named === undefined ? weekdays.map((_, day) => day) : daysOf(named);
  if (!days) {
    const all = weekdays.join(', ');
    return { problem: `names days that no week has; allowed: ${all}, a range such as Mon-Fri, several with commas` };
  }
  return { from, until, zone, days };
}

/** What is wrong with a text that has not the form of hours. */
function fault(text: string): string {
  if (/^\s*\d{2}:\d{2}-\d{2}:\d{2}\s*(?:,|$)/.test(text)) return 'names no time zone';
  if (/^\s*(?:\d:\d{2}\s*-|\d{1,2}:\d{2}\s*-\s*\d:\d{2}\b)/.test(text)) return 'has an hour of one digit';
  return 'is not hours';
}

function minuteOf(hour?: string, minute?: string): number | undefined {
  const ofDay = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && ofDay <= lastMinute ? ofDay : undefined;
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** Their numbers, each once and in order. */
function daysOf(text: string): readonly number[] | undefined {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [first = -1, last = first, ...more] = part.split('-').map(dayOf);
    if (first < 0 || last < 0 || more.length > 0) return undefined;
    const count = (last - first + weekdays.length) % weekdays.length;
    for (let n = 0; n <= count; n += 1) days.add((first + n) % weekdays.length);
  }
  return [...days].sort((a, b) => a - b);
}

const dayOf = (name: string): number => weekdays.findIndex((day) => day.toLowerCase() === name.trim().toLowerCase());
