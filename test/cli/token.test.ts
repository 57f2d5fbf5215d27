import { decodeToken, encodeToken } from '../../cli/list/token.ts';

/** Made by botocore's TokenEncoder from the JSON beside each. */
const tokens = [
  // {"NextToken": null, "boto_truncate_amount": 50}
  [{ token: null, skip: 50 }, 'eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiA1MH0='],
  // {"NextToken": "page-2", "boto_truncate_amount": 50}
  [{ token: 'page-2', skip: 50 }, 'eyJOZXh0VG9rZW4iOiAicGFnZS0yIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogNTB9'],
  // {"NextToken": "page-2"}
  [{ token: 'page-2', skip: 0 }, 'eyJOZXh0VG9rZW4iOiAicGFnZS0yIn0='],
  // {"NextToken": "\u00e9 \"q\" \\ \u007f \ud83d\ude00\n", "boto_truncate_amount": 1}
  [
    { token: 'é "q" \\ \u007f 😀\n', skip: 1 },
    'eyJOZXh0VG9rZW4iOiAiXHUwMGU5IFwicVwiIFxcIFx1MDA3ZiBcdWQ4M2RcdWRlMDBcbiIsICJib3RvX3RydW5jYXRlX2Ftb3VudCI6IDF9',
  ],
] as const;

test.each(tokens)('a token is to the byte the one that boto3 gives: %j', (position, token) => {
  expect(encodeToken(position)).toBe(token);
});

test.each(tokens)("boto3's token is understood: %j", (position, token) => {
  expect(decodeToken(token)).toEqual(position);
});

test.each([['page-2'], ['aGVsbG8='], ['WzEsMl0='], ['e30'.slice(1)]])("%s is the service's own token", (token) => {
  expect(decodeToken(token)).toEqual({ token, skip: 0 });
});

test.each([
  ['{"Marker": "a"}'],
  ['{"NextToken": "a", "Marker": "b"}'],
  ['{"NextToken": 1}'],
  ['{"NextToken": "a", "boto_truncate_amount": -1}'],
  ['{"NextToken": "a", "boto_truncate_amount": "1"}'],
  ['{}'],
])('a token of another operation is refused: %s', (content) => {
  const token = Buffer.from(content).toString('base64');
  expect(() => decodeToken(token)).toThrow(
    `option '--starting-token <token>': ${token} is of another listing. Allowed: a NextToken of this one`,
  );
});
