import type { SageMaker } from '../aws/sagemaker.ts';
import type { PackageState } from '../aws/sagemaker/records.ts';
import type { Evidence, Life } from '../model/evidence.ts';
import type { History } from './history.ts';
import type { Setting } from './setting.ts';

type Happened = Pick<History, 'cloud' | 'deployment' | 'removals' | 'restores' | 'eras' | 'sources' | 'now'> & {
  readonly setting: Pick<Setting, 'reminds'>;
};

/** What a judge needs to know of a history. */
export function evidenceOf(
  history: Happened,
  { inForce, peaceSince }: Pick<Evidence, 'inForce' | 'peaceSince'>,
): Evidence {
  const { cloud, deployment, removals, restores, eras, setting, sources } = history;
  return {
    lives: sources.flatMap((source) => livesOf(source, cloud.registry(source))),
    ...{ removals, restores, eras, inForce, peaceSince },
    accepted: cloud.ledger.all(),
    cleanPolls: deployment.cleanPolls,
    cleanReacts: deployment.cleanReacts,
    reminds: setting.reminds,
    end: history.now(),
  };
}

const livesOf = (source: string, { versions, packages, imageVersions }: SageMaker): readonly Life[] => [
  ...[...versions, ...packages].map((one) => ({
    ...{ source, arn: one.arn, within: 'group' in one ? one.group : undefined, isImage: false },
    ...{ createdAt: one.createdAt, removedAt: one.removedAt },
    stands: one.states.map((state) => ({ at: state.at, value: standing(state), hasFailed: state.status === 'Failed' })),
  })),
  ...imageVersions.map(({ arn, image, createdAt, removedAt, states }) => ({
    ...{ source, arn, within: image, isImage: true, createdAt, removedAt },
    stands: states.map(({ at, status }) => ({ at, value: status, hasFailed: status === 'CREATE_FAILED' })),
  })),
];

const standing = ({ approval, status }: PackageState): string => approval ?? status;
