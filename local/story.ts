import type { Actions, Deed } from './actions.ts';

/** Says what is about to be done, does it, and lets it be told. */
export type Perform = <Done extends Deed | readonly Deed[]>(
  words: string,
  work: () => Done | Promise<Done>,
) => Promise<Done>;

/** What happens to the samples while a newcomer looks on: one of everything that can be told. */
export async function tellStory(actions: Actions, perform: Perform): Promise<void> {
  await aThread(actions, perform);
  await anOutage(actions, perform);
  await lives(actions, perform);
}

/** One version, from its registration on: a living message in Slack, answered in its thread. */
async function aThread(actions: Actions, perform: Perform): Promise<void> {
  const { version } = await perform('register a new version of churn-model', () =>
    actions.register('churn-model', 'Adds app sessions, retrained on the last 12 months. AUC 0.88'),
  );
  await perform(`describe churn-model v${version} anew`, () =>
    actions.describe(
      'churn-model',
      version,
      'Adds app sessions, retrained on the last 12 months. AUC 0.88, Brier 0.09',
    ),
  );
  await perform(`approve churn-model v${version}`, () =>
    actions.decide('churn-model', version, 'Approved', 'Better in every segment'),
  );
}

/** What happens meanwhile is told to all others at once, and to Slack when it is back: late, but once and in order. */
async function anOutage(actions: Actions, perform: Perform): Promise<void> {
  if (actions.slack) await perform('Slack goes down: it answers everything with 503', () => actions.breakSlack());
  const { version } = await perform('register a new version of fraud-detector', () =>
    actions.register('fraud-detector', 'Transformer over the last 50 payments. AUC 0.962, 31 ms per payment'),
  );
  await perform(`reject fraud-detector v${version}`, () =>
    actions.decide('fraud-detector', version, 'Rejected', 'Too slow: 20 ms per payment is the limit'),
  );
  await perform('fraud-detector v5, still being created, fails', () =>
    actions.fail('fraud-detector', 5, 'The container did not answer the health check within 8 minutes'),
  );
  if (actions.slack) await perform('Slack is back', () => actions.mendSlack());
}

async function lives(actions: Actions, perform: Perform): Promise<void> {
  await perform('move fraud-detector v4 to Production', () =>
    actions.move('fraud-detector', 4, {
      Stage: 'Production',
      StageStatus: 'InProgress',
      StageDescription: 'One region after the other, eu-west-1 first',
    }),
  );
  await perform('delete churn-model v1', () => actions.remove('churn-model', 1));
  await perform('approve credit-scoring v1, v2, v3 and v4 at once', () =>
    Promise.all([1, 2, 3, 4].map((version) => actions.decide('credit-scoring', version, 'Approved', 'Yearly review'))),
  );
  await perform('delete the group credit-scoring and all that is in it', () => actions.removeGroup('credit-scoring'));
}
