import type { Config } from '../../../functions/runtime/config/schema.ts';
import { config, rule } from '../../support/world.ts';
import { there } from '../cloud/names.ts';

const minute = 60_000;

/** What a history is about, drawn from its seed. */
export interface Setting {
  readonly config: Config;
  /** Of 100,000 attempts of calls so many fail. */
  readonly storm: number;
  readonly lowerCases: boolean;
  readonly hasOtherSource: boolean;
  /** Image versions are watched, and model packages of no group. */
  readonly hasImages: boolean;
  readonly hasPackages: boolean;
  readonly reminds?: { readonly after: number; readonly every: number };
  /** The table is made again once what it had been. */
  readonly isRestored: boolean;
  /** The config changes and changes back. */
  readonly isConfigured: boolean;
  /** A destination is down for three days. */
  readonly isOutage: boolean;
  /** So much is registered at once that what is to be told of it does not fit one item of the table. */
  readonly isBurst: boolean;
}

const destinations: Config['destinations'] = {
  machines: { sns: { format: 'json', email: [] } },
  bus: { eventbridge: { bus: 'default' } },
  chat: { slack: { webhook: 'webhook' } },
  team: { slack: { channel: 'C0123456789', token: 'bot' } },
  leads: { sns: { format: 'text', email: [] } },
};

/** One time in so many. */
type Chance = (inSoMany: number) => boolean;

export function settingOf(random: (below: number) => number): Setting {
  const isOne: Chance = (inSoMany) => random(inSoMany) === 0;
  const named = Object.keys(destinations).filter((name) => name === 'machines' || isOne(2));
  const hasOtherSource = isOne(4);
  const hasImages = isOne(3);
  const hasPackages = isOne(3);
  const reminds = isOne(4) ? { after: 40 * minute, every: 60 * minute } : undefined;
  return {
    config: configOf({ named, hasOtherSource, hasImages, hasPackages, reminds: reminds !== undefined }),
    storm: [0, 300, 1000, 3000][random(4)] ?? 0,
    lowerCases: isOne(2),
    ...{ hasOtherSource, hasImages, hasPackages },
    ...(reminds && { reminds }),
    isRestored: isOne(8),
    isConfigured: isOne(4),
    isOutage: isOne(40),
    isBurst: isOne(40),
  };
}

interface Parts {
  readonly named: readonly string[];
  readonly hasOtherSource: boolean;
  readonly hasImages: boolean;
  readonly hasPackages: boolean;
  readonly reminds: boolean;
}

function configOf({ named, hasOtherSource, hasImages, hasPackages, reminds }: Parts): Config {
  const notify = [...named];
  const all = rule({
    groups: ['*'],
    images: hasImages ? ['*'] : [],
    packages: hasPackages ? ['*'] : [],
    notify,
    ...(reminds && { remind: { after: '40m', every: '1h' } }),
  });
  return config({
    watch: [all],
    limits: { requestsPerSecond: 100, pageSize: 3 },
    destinations: Object.fromEntries(named.flatMap((name) => (destinations[name] ? [[name, destinations[name]]] : []))),
    ...(hasOtherSource && { sources: ['self', { ...there }], operators: ['machines'] }),
  });
}

/** The same without a destination, and without one group. */
export function narrower(
  from: Config,
  { without, omits }: { readonly without?: string; readonly omits?: string },
): Config {
  const kept = Object.entries(from.destinations).filter(([name]) => name !== without);
  return {
    ...from,
    destinations: Object.fromEntries(kept),
    watch: from.watch.map((one) => ({
      ...one,
      except: omits === undefined ? one.except : [omits],
      notify: one.notify.filter((name) => name !== without),
    })),
  };
}
