import fc from 'fast-check';
import { readPages, type Page, type PageRequest } from '../../cli/list/pages.ts';

/** A service that has these pages, whatever page size it is asked for. */
const service = (pages: readonly (readonly number[])[]) => {
  const requests: PageRequest[] = [];
  const fetch = (request: PageRequest): Promise<Page<number>> => {
    requests.push(request);
    const index = request.NextToken === undefined ? 0 : Number(request.NextToken.slice(1));
    const nextToken = index + 1 < pages.length ? `t${index + 1}` : undefined;
    return Promise.resolve({ items: pages[index], nextToken });
  };
  return { fetch, requests };
};

const content = (token = '') => Buffer.from(token, 'base64').toString();

test('all pages are one listing, an empty one among them', async () => {
  const { fetch, requests } = service([[1, 2], [], [3]]);
  expect(await readPages(fetch, { pageSize: 2 })).toEqual({ items: [1, 2, 3] });
  expect(requests).toEqual([
    { MaxResults: 2, NextToken: undefined },
    { MaxResults: 2, NextToken: 't1' },
    { MaxResults: 2, NextToken: 't2' },
  ]);
});

test.each([
  [1, '{"NextToken": null, "boto_truncate_amount": 1}'],
  [2, '{"NextToken": "t1"}'],
  [3, '{"NextToken": "t1", "boto_truncate_amount": 1}'],
])('%i items at most: the token says where the rest begins', async (maxItems, token) => {
  const { nextToken } = await readPages(service([[1, 2], [3, 4], [5]]).fetch, { maxItems });
  expect(content(nextToken)).toBe(token);
});

test('as many as there are: there is no token', async () => {
  expect(await readPages(service([[1, 2], [3]]).fetch, { maxItems: 3 })).toEqual({ items: [1, 2, 3] });
});

test('a page that was cut twice is gone on with where the second cut was', async () => {
  const { fetch } = service([[1, 2, 3, 4]]);
  const first = await readPages(fetch, { maxItems: 1 });
  const second = await readPages(fetch, { maxItems: 2, startingToken: first.nextToken });
  expect(second.items).toEqual([2, 3]);
  expect(content(second.nextToken)).toBe('{"NextToken": null, "boto_truncate_amount": 3}');
});

test('in whatever parts it is read, a listing is read once and whole', async () => {
  const pages = fc.array(fc.array(fc.integer(), { maxLength: 5 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(pages, fc.integer({ min: 1, max: 12 }), async (all, maxItems) => {
      const { fetch } = service(all);
      const parts: (readonly number[])[] = [];
      let startingToken: string | undefined;
      do {
        const part = await readPages(fetch, { maxItems, ...(startingToken && { startingToken }) });
        parts.push(part.items);
        startingToken = part.nextToken;
      } while (startingToken);
      expect(parts.flat()).toEqual(all.flat());
      for (const part of parts.slice(0, -1)) expect(part).toHaveLength(maxItems);
    }),
  );
});

test('a service that gives the same token again is not asked for ever', async () => {
  const fetch = () => Promise.resolve({ items: [1], nextToken: 'again' });
  await expect(readPages(fetch, {})).rejects.toThrow('SageMaker gave the same NextToken twice: the listing has no end');
});
