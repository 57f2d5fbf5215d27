import type { SageMaker } from '../aws/sagemaker.ts';
import type { Evidence, Life } from '../model/evidence.ts';
import type { History } from './history.ts';

/** What a judge needs to know of a history. */
export function evidenceOf(
  history: History,
  { inForce, peaceSince }: Pick<Evidence, 'inForce' | 'peaceSince'>,
): Evidence {
  const { cloud, deployment, removals, restores, eras, setting, sources } = history;
  return {
    lives: sources.flatMap((source) => livesOf(source, cloud.registry(source))),
    ...{ removals, restores, eras, inForce, peaceSince },
    accepted: cloud.ledger.all(),
    cleanPolls: deployment.cleanPolls,
    reminds: setting.reminds,
    end: history.now(),
  };
}

const livesOf = (source: string, { versions }: SageMaker): readonly Life[] =>
  versions.map(({ arn, group, createdAt, removedAt, states }) => ({
    ...{ source, arn, within: group, isImage: false, createdAt, removedAt },
    stands: states.map(({ at, approval, status }) => ({ at, value: approval, hasFailed: status === 'Failed' })),
  }));
