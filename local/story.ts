import type { Actions, Deed } from './actions.ts';

/** Says what is about to be done, does it, and lets it be told. */
export type Perform = <Done extends Deed | readonly Deed[]>(words: string, work: () => Promise<Done>) => Promise<Done>;

/** What happens to the samples while a newcomer looks on: one of everything that can be told. */
export async function tellStory(actions: Actions, perform: Perform): Promise<void> {
  const churn = await perform('register a new version of churn-model', () =>
    actions.register('churn-model', 'Adds app sessions, retrained on the last 12 months. AUC 0.88'),
  );
  await perform(`approve churn-model v${churn.version}`, () =>
    actions.decide('churn-model', churn.version, 'Approved', 'Better in every segment'),
  );

  const fraud = await perform('register a new version of fraud-detector', () =>
    actions.register('fraud-detector', 'Transformer over the last 50 payments. AUC 0.962, 31 ms per payment'),
  );
  await perform(`reject fraud-detector v${fraud.version}`, () =>
    actions.decide('fraud-detector', fraud.version, 'Rejected', 'Too slow: 20 ms per payment is the limit'),
  );

  await perform('fraud-detector v5, still being created, fails', () =>
    actions.fail('fraud-detector', 5, 'The container did not answer the health check within 8 minutes'),
  );
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
}
