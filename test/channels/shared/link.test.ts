import { linkTo } from '../../../functions/channels/shared/link.ts';
import { approved } from '../build.ts';
import { everyHostile } from '../hostile.ts';

const context = {
  account: '111122223333',
  region: 'eu-west-1',
  link: 'https://models.example.com/{region}/{group}/{version}?in={account}',
};

test.each(everyHostile.filter(([, text]) => text !== ''))('a name leads nowhere else: %s', (_what, group) => {
  const link = linkTo(approved(7, { group }), context);
  const { origin, pathname, search, hash } = new URL(link ?? '');
  expect([origin, search, hash]).toEqual(['https://models.example.com', '?in=111122223333', '']);
  expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'eu-west-1', group.toWellFormed(), '7']);
});

test.each(['', '.', '..'])('what a URL takes for a way up is no part of one: %j', (group) => {
  expect(linkTo(approved(7, { group }), context)).toBeUndefined();
});
