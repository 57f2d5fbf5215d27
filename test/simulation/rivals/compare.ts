import { production, type Notifier } from '../cloud/notifier.ts';
import { live } from '../history/live.ts';
import type { Plan } from '../history/plan.ts';
import type { Setting } from '../history/setting.ts';
import { add, count, nothing, type Counts } from '../model/count.ts';
import { pollAndPost } from './poll-and-post.ts';
import { sendThenRecord } from './send-then-record.ts';

export type Design = 'product' | 'poll and post' | 'send then record';

const notifiers: Readonly<Record<Design, Notifier>> = {
  product: production,
  'poll and post': pollAndPost,
  'send then record': sendThenRecord,
};

/** How a design fared. */
export interface Fared extends Counts {
  readonly histories: number;
  /** Histories in which it lost something; and in which it broke any promise. */
  readonly lossy: number;
  readonly broken: number;
}

interface Histories {
  readonly histories: number;
  /** Of the first; each has the next. */
  readonly seed: number;
  /** @default 40 */
  readonly steps?: number;
}

/** The product and two other designs on the same histories: the same registry, settings and chances of faults. */
export const compare = async (plan: Histories): Promise<Readonly<Record<Design, Fared>>> => ({
  product: await fare('product', plan),
  'poll and post': await fare('poll and post', plan),
  'send then record': await fare('send then record', plan),
});

async function fare(design: Design, { histories, seed, steps = 40 }: Histories): Promise<Fared> {
  const counted: Counts[] = [];
  for (let index = 0; index < histories; index++) counted.push(await countIn(design, { seed: seed + index, steps }));
  return {
    ...counted.reduce(add, nothing),
    histories,
    lossy: counted.filter(({ lost }) => lost > 0).length,
    broken: counted.filter(isBroken).length,
  };
}

/** One history. */
async function countIn(design: Design, plan: Pick<Plan, 'seed' | 'steps'>): Promise<Counts> {
  let counts = nothing;
  await live({
    ...plan,
    notifier: notifiers[design],
    change: onlyVersions,
    onEnd: (evidence) => {
      counts = count(evidence);
    },
  });
  return counts;
}

const isBroken = ({ lost, invented, falseRemovals, misordered, doubledOutside }: Counts): boolean =>
  lost + invented + falseRemovals + misordered + doubledOutside > 0;

/** Not every design reminds, or watches anything else. */
function onlyVersions({ config, ...drawn }: Setting): Setting {
  const watch = config.watch.map((rule) => ({ ...rule, images: [], packages: [], remind: undefined }));
  return { ...drawn, hasImages: false, hasPackages: false, reminds: undefined, config: { ...config, watch } };
}
