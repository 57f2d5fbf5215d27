import { parseConfig } from '../../../functions/runtime/config/parse.ts';
import { othersOf, roleArnOf, sourcesOf } from '../../../functions/runtime/config/configured-sources.ts';
import { configText, refusalOf } from './issues.ts';
import { matchesPublishedSchema } from './published-schema.ts';

const read = (sources: string) => parseConfig(configText({ top: `sources: [${sources}]` }), 'notifier.yaml');
const place = "account: '111122223333', region: eu-west-1";
const here = { account: '444455556666', region: 'us-east-1' };

describe('the sources', () => {
  test('are the account and region of the notifier, if the config does not say otherwise', () => {
    const config = parseConfig(configText(), 'notifier.yaml');
    expect(config.sources).toEqual(['self']);
    expect(sourcesOf(config, here)).toMatchObject([here]);
    expect(othersOf(config)).toEqual([]);
  });

  test('can be others, and two regions of one account; the own comes first, wherever it is written', () => {
    const config = read(`{ ${place}, role: reader }, { ${place.replace('west', 'central')}, role: reader-2 }, self`);
    expect(sourcesOf(config, here).map(({ account, region }) => `${account}/${region}`)).toEqual([
      '444455556666/us-east-1',
      '111122223333/eu-west-1',
      '111122223333/eu-central-1',
    ]);
    expect(matchesPublishedSchema(config)).toBe(true);
  });

  test.each([
    ['reader', 'arn:aws-cn:iam::111122223333:role/reader'],
    ['teams/ml/reader', 'arn:aws-cn:iam::111122223333:role/teams/ml/reader'],
    ['arn:aws:iam::111122223333:role/ml/reader', 'arn:aws:iam::111122223333:role/ml/reader'],
  ])('are read by a role: %s', (role, arn) => {
    const [other] = othersOf(read(`{ ${place}, role: '${role}', externalId: 'team:ml/1' }`));
    expect(other).toMatchObject({ externalId: 'team:ml/1' });
    expect(other && roleArnOf(other, 'aws-cn')).toBe(arn);
  });
});

describe('mistakes in sources', () => {
  const text = { account: '111122223333', region: 'eu-west-1', role: 'reader' };
  const rows: readonly (readonly [sources: string, path: string, value: unknown, problem: string])[] = [
    ['', 'sources', [], 'is an empty list: nothing would be watched'],
    ['slef', 'sources[0]', 'slef', '"slef" is not a source; allowed: self, or a map of account, region and role'],
    ['self, self', 'sources[1]', 'self', '"self" is given twice'],
    [
      `{ ${place}, role: reader }, { ${place}, role: other }`,
      'sources[1]',
      { ...text, role: 'other' },
      '"111122223333/eu-west-1" is given twice',
    ],
    [
      '{ account: 111122223333, region: eu-west-1, role: reader }',
      'sources[0].account',
      111122223333,
      "111122223333 is a number, which would lose the zeros that it begins with; put the account's id in quotes",
    ],
    [
      '{ account: "1234", region: eu-west-1, role: reader }',
      'sources[0].account',
      '1234',
      '"1234" is not the id of an account; allowed: 12 digits',
    ],
    [
      `{ account: '111122223333', region: Ireland, role: reader }`,
      'sources[0].region',
      'Ireland',
      '"Ireland" is not a region; allowed: a region\'s code such as eu-west-1',
    ],
    [
      `self, { ${place}, role: reader }, { account: '444455556666', region: cn-north-1, role: reader }`,
      'sources[2].region',
      'cn-north-1',
      '"cn-north-1" is of another partition of AWS than "eu-west-1": no role of it can be assumed from there',
    ],
    [`{ ${place} }`, 'sources[0].role', undefined, 'is missing; expected text'],
    [
      `{ ${place}, role: "my reader" }`,
      'sources[0].role',
      'my reader',
      '"my reader" is not an IAM role; allowed: its name, with its path if it has one, or its ARN',
    ],
    [
      `{ ${place}, role: 'arn:aws:iam::999988887777:role/reader' }`,
      'sources[0].role',
      'arn:aws:iam::999988887777:role/reader',
      '"arn:aws:iam::999988887777:role/reader" is not of the account "111122223333"',
    ],
    [
      `{ ${place}, role: reader, externalId: x }`,
      'sources[0].externalId',
      'x',
      '"x" is not an external id; allowed: letters, digits and + = , . @ : / _ -, 2 to 1224 of them',
    ],
    [
      `{ ${place}, role: reader, externalid: team }`,
      'sources[0].externalid',
      'team',
      '"externalid" is not an option here; allowed: account, region, role, externalId; did you mean "externalId"?',
    ],
  ];

  test.each(rows)('[%s]', (sources, path, value, problem) => {
    expect(refusalOf(configText({ top: `sources: [${sources}]` })).issues).toEqual([{ path, value, problem }]);
  });

  test('are told with the line that they are in, and all at once', () => {
    const { message } = refusalOf(configText({ top: 'sources:\n  - self\n  - account: 1\n    region: x\n' }));
    expect(message.split('\n')).toEqual([
      expect.stringMatching(/^notifier\.yaml:6:5 sources\[1\]\.role: is missing/),
      expect.stringMatching(/^notifier\.yaml:6:14 sources\[1\]\.account: 1 is a number/),
      expect.stringMatching(/^notifier\.yaml:7:13 sources\[1\]\.region: "x" is not a region/),
    ]);
  });
});
