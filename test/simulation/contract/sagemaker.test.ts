import { start } from '../../domain/build.ts';
import { arn, fill, listings, refusals } from './sagemaker/cases.ts';
import { pagesOf } from './sagemaker/questions.ts';
import { subjects, type Outcome, type Subject } from './sagemaker/subject.ts';

describe.each(['simulated', 'embedded'] as const)('the %s SageMaker', (name) => {
  const time = { now: start };
  let subject: Subject;
  beforeAll(async () => {
    subject = await subjects[name](time, { lowerCases: false });
    await fill(subject.hands, time);
  });
  afterAll(() => subject.close());

  test.each(listings)('%s of %j lists %j', async (operation, input, expected) => {
    for (const MaxResults of [1, 2, undefined]) {
      const [pages = []] = await pagesOf([subject], { operation, input: { ...input, MaxResults } });
      expect(pages.flatMap(membersOf)).toEqual(expected);
    }
  });

  test.each(refusals)('%s of %j is refused: %j', async (operation, input, [error, words]) => {
    expect(await subject.ask({ operation, input })).toMatchObject({
      error: { name: error, message: expect.stringContaining(words) as string, $fault: 'client', status: 400 },
    });
  });

  test('takes a token for no other order than its own', async () => {
    const ask = (input: object) =>
      subject.ask({
        operation: 'ListModelPackages',
        input: { ModelPackageType: 'Versioned', MaxResults: 1, ...input },
      });
    const first = await ask({});
    const NextToken = 'answer' in first ? first.answer['NextToken'] : undefined;
    expect(await ask({ NextToken })).toMatchObject({ answer: {} });
    expect(await ask({ NextToken, SortBy: 'Name' })).toMatchObject({ error: { message: 'Invalid NextToken' } });
  });
});

test('both use the same words', async () => {
  const words: Outcome[][] = [];
  for (const start of [subjects.simulated, subjects.embedded]) {
    const subject = await start({ now: 0 }, { lowerCases: false });
    words.push(await Promise.all(refusals.map(([operation, input]) => subject.ask({ operation, input }))));
    await subject.close();
  }
  expect(words[0]).toEqual(words[1]);
});

test('who may not ask is told alike', async () => {
  const ModelPackageName = arn('model-package', 'Fraud/1');
  const refusal =
    'User: arn:aws:sts::111122223333:assumed-role/approval-notifier/poll is not authorized to perform: ' +
    `sagemaker:DescribeModelPackage on resource: ${ModelPackageName} ` +
    'because no identity-based policy allows the sagemaker:DescribeModelPackage action';
  const outcomes: Outcome[] = [];
  for (const start of [subjects.simulated, subjects.embedded]) {
    const subject = await start({ now: 0 }, { lowerCases: false, refusal });
    outcomes.push(await subject.ask({ operation: 'DescribeModelPackage', input: { ModelPackageName } }));
    await subject.close();
  }
  expect(outcomes[0]).toEqual(outcomes[1]);
  expect(outcomes[0]).toMatchObject({ error: { name: 'AccessDeniedException', message: refusal } });
});

/** By the ends of their ARNs; of an error by its words. */
function membersOf(page: Outcome): readonly unknown[] {
  if ('error' in page) return [page.error];
  const [list = []] = Object.values(page.answer).filter(Array.isArray);
  return (list as Readonly<Record<string, unknown>>[]).map((member) => {
    const its =
      member['ImageVersionArn'] ?? member['ModelPackageArn'] ?? member['ModelPackageGroupArn'] ?? member['ImageArn'];
    return String(its).replace(/^[^/]*\//u, '');
  });
}
