import type { ModelActions } from './actions.ts';
import type { Deed } from './deed.ts';
import type { ImageActions } from './image-actions.ts';
import type { Mishaps } from './mishaps.ts';

/** Says what is about to be done, does it, and lets it be told. */
export type Perform = <Done extends Deed | readonly Deed[]>(
  words: string,
  work: () => Done | Promise<Done>,
) => Promise<Done>;

export interface Cast {
  readonly models: ModelActions;
  readonly images: ImageActions;
  readonly mishaps: Mishaps;
  /** Lets pass what a rule needs to remind of what waits; absent where nobody reminds, or the time is to be waited for. */
  readonly waitForReminders?: (() => Promise<void>) | undefined;
}

/** What happens to the samples while a newcomer looks on: one of everything that can be told. */
export async function tellStory(cast: Cast, perform: Perform): Promise<void> {
  await aThread(cast, perform);
  await anOutage(cast, perform);
  await lives(cast, perform);
  await anImage(cast, perform);
  await aRefusal(cast, perform);
  await aReminder(cast, perform);
}

/** One version, from its registration on: in Slack a living message, answered in its thread. */
async function aThread({ models }: Cast, perform: Perform): Promise<void> {
  const { version } = await perform('register a new version of churn-model', () =>
    models.register('churn-model', 'Adds app sessions, retrained on the last 12 months. AUC 0.88'),
  );
  await perform(`describe churn-model v${version} anew`, () =>
    models.describe('churn-model', version, 'Adds app sessions, retrained on the last 12 months. AUC 0.88, Brier 0.09'),
  );
  await perform(`approve churn-model v${version}`, () =>
    models.decide('churn-model', version, 'Approved', 'Better in every segment'),
  );
}

/** What happens meanwhile is told to all others at once, and to Slack when it is back: late, but once and in order. */
async function anOutage({ models, mishaps }: Cast, perform: Perform): Promise<void> {
  if (mishaps.slack) await perform('Slack goes down: it answers everything with 503', () => mishaps.breakSlack());
  const { version } = await perform('register a new version of fraud-detector', () =>
    models.register('fraud-detector', 'Transformer over the last 50 payments. AUC 0.962, 31 ms per payment'),
  );
  await perform(`reject fraud-detector v${version}`, () =>
    models.decide('fraud-detector', version, 'Rejected', 'Too slow: 20 ms per payment is the limit'),
  );
  await perform('fraud-detector v5, still being created, fails', () =>
    models.fail('fraud-detector', 5, 'The container did not answer the health check within 8 minutes'),
  );
  if (mishaps.slack) await perform('Slack is back', () => mishaps.mendSlack());
}

async function lives({ models }: Cast, perform: Perform): Promise<void> {
  await perform('move fraud-detector v4 to Production', () =>
    models.move('fraud-detector', 4, {
      Stage: 'Production',
      StageStatus: 'InProgress',
      StageDescription: 'One region after the other, eu-west-1 first',
    }),
  );
  await perform('delete churn-model v1', () => models.remove('churn-model', 1));
  await perform('approve credit-scoring v1, v2, v3 and v4 at once', () =>
    Promise.all([1, 2, 3, 4].map((version) => models.decide('credit-scoring', version, 'Approved', 'Yearly review'))),
  );
  await perform('delete the group credit-scoring and all that is in it', () => models.removeGroup('credit-scoring'));
  await perform('register the model package payee-matcher, without a group and a version', () =>
    models.registerAlone('payee-matcher', 'Compares the name on an account with the payee. Recall 0.991'),
  );
}

async function anImage({ images }: Cast, perform: Perform): Promise<void> {
  await perform('version 3 of the image training-gpu, still being created, fails', () =>
    images.fail('training-gpu', 3, 'The container image cannot be pulled: its repository does not exist'),
  );
  await perform('create a new version of the image training-gpu', () => images.create('training-gpu'));
  await perform('delete version 1 of the image training-gpu', () => images.remove('training-gpu', 1));
}

/** Of interest to operators only. */
async function aRefusal({ mishaps }: Cast, perform: Perform): Promise<void> {
  await perform('take the permission away to list the versions of training-gpu', () =>
    mishaps.refuseImage('training-gpu'),
  );
  await perform('give that permission back', () => mishaps.allowImage('training-gpu'));
}

/** What nobody decides on is told again. */
async function aReminder({ models, waitForReminders }: Cast, perform: Perform): Promise<void> {
  const descriptions = ['Adds opening hours of the branch. AUC 0.88', 'Adds the weather. AUC 0.87'];
  const versions = await perform('register two more versions of churn-model, which nobody decides on', () =>
    Promise.all(descriptions.map((description) => models.register('churn-model', description))),
  );
  if (!waitForReminders) return;
  await perform('let the time pass after which a rule reminds', async () => {
    await waitForReminders();
    return versions.map((version) => ({ ...version, kind: 'reminder' as const }));
  });
}
