import { cases } from './dynamodb/cases.ts';
import { play } from './dynamodb/play.ts';
import { subjects, type Subject } from './subject.ts';

describe.each(['simulated', 'embedded'] as const)('the %s DynamoDB', (name) => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await subjects[name]();
  });
  afterAll(() => subject.close());
  beforeEach(() => subject.empty());

  const held = cases.filter(({ unlike }) => name === 'simulated' || unlike?.embedded === undefined);

  test.each(held)('$title', async (one) => {
    const { happened, expected } = await play(subject, one);
    expect(happened).toEqual(expected);
  });
});
