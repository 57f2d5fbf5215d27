import fc from 'fast-check';
import type { Notification } from '../../functions/domain/change.ts';
import type { Channel, SendOutcome } from '../../functions/domain/channel.ts';
import { anyNotifications } from './arbitrary.ts';
import { approved, notify } from './build.ts';
import { everyChange } from './hostile.ts';

/** How a destination may treat whoever calls it. Throttled, it asks for 7 seconds. */
export type Mood = 'well' | 'throttled' | 'failing' | 'hanging up' | 'silent' | 'forbidden' | 'gone';

/** A destination that tests can put into any mood. What it says of itself is since the last `reset`. */
export interface TestDestination {
  /** With a time-out of about a second. */
  readonly channel: Channel;
  /** Ids of what it has taken, in order, each as often as it was taken. */
  taken(): readonly string[];
  /** How many requests it has had, whatever became of them. */
  requests(): number;
  mood(mood: Mood): void;
  /** From now on it refuses, for the content, what says this. */
  refuse(text: string): void;
  reset(): void;
  close(): Promise<void>;
}

const poison = 'POISON';
const calm = new AbortController().signal;

/** What every `Channel` must do, whatever the destination. */
export function describeChannel(name: string, start: () => Promise<TestDestination>): void {
  describe(`${name}, as every channel`, () => {
    let destination: TestDestination;
    beforeAll(async () => {
      destination = await start();
    });
    beforeEach(() => {
      destination.reset();
    });
    afterAll(() => destination.close());

    const sendAll = async (notifications: readonly Notification[], style: 'rich' | 'plain' = 'rich') => {
      const outcomes = new Map<string, SendOutcome>();
      for (const batch of destination.channel.batches(notifications)) {
        const answer = await destination.channel.send(batch, { style, signal: calm });
        expect([...answer.keys()].sort()).toEqual(batch.map(({ id }) => id).sort());
        for (const [id, outcome] of answer) outcomes.set(id, outcome);
      }
      return outcomes;
    };
    const kinds = (outcomes: ReadonlyMap<string, SendOutcome>) =>
      Object.fromEntries([...outcomes].map(([id, { kind }]) => [id, kind]));
    const some = [3, 4, 5].map((number) => notify(approved(number), `id-${number}`));

    describe('batches', () => {
      test('lose none, double none, keep the order of each subject, and never hold a subject twice', () => {
        fc.assert(
          fc.property(anyNotifications(), (notifications) => {
            const batches = destination.channel.batches(notifications);
            expect(batches.flat()).toHaveLength(notifications.length);
            expect(new Set(batches.flat())).toEqual(new Set(notifications));
            expect(bySubject(batches.flat())).toEqual(bySubject(notifications));
            for (const batch of batches) {
              expect(batch.length).toBeGreaterThan(0);
              expect(new Set(batch.map(({ change }) => change.arn)).size).toBe(batch.length);
            }
          }),
          { numRuns: 50 },
        );
      });

      test('of nothing are none, and sending nothing asks nothing', async () => {
        expect(destination.channel.batches([])).toEqual([]);
        expect(await destination.channel.send([], { style: 'rich', signal: calm })).toEqual(new Map());
        expect(destination.requests()).toBe(0);
      });
    });

    test.each(['rich', 'plain'] as const)('takes what is sent, once, in %s style', async (style) => {
      expect(kinds(await sendAll(some, style))).toEqual({ 'id-3': 'accepted', 'id-4': 'accepted', 'id-5': 'accepted' });
      expect(destination.taken()).toEqual(['id-3', 'id-4', 'id-5']);
    });

    test('takes whatever the registry may say', async () => {
      await fc.assert(
        fc.asyncProperty(anyNotifications(40), async (notifications) => {
          destination.reset();
          const outcomes = await sendAll(notifications);
          expect([...outcomes.values()].filter(({ kind }) => kind !== 'accepted')).toEqual([]);
          expect([...destination.taken()].sort()).toEqual(notifications.map(({ id }) => id).sort());
        }),
        { numRuns: 30 },
      );
    });

    test.each(['throttled', 'failing', 'hanging up', 'silent', 'forbidden', 'gone'] as const)(
      'when the destination is %s, that is the destination’s fault, told in time; later all is well again',
      async (mood) => {
        destination.mood(mood);
        const began = performance.now();
        const outcomes = await sendAll(some);
        expect(performance.now() - began).toBeLessThan(destination.channel.timeout + 1000);
        expect(new Set([...outcomes.values()].map(({ kind }) => kind))).toEqual(new Set(['destination-fault']));
        for (const outcome of outcomes.values()) expect(outcome).toHaveProperty('why', expect.stringMatching(/\w/u));
        expect(destination.taken()).toEqual([]);

        destination.mood('well');
        await sendAll(some);
        expect(destination.taken()).toEqual(['id-3', 'id-4', 'id-5']);
      },
    );

    test('a throttled destination’s wish to wait is passed on', async () => {
      destination.mood('throttled');
      for (const outcome of (await sendAll(some)).values()) {
        expect(outcome).toMatchObject({ kind: 'destination-fault', retryAfter: 7000 });
      }
    });

    test('only what it refuses is blamed; said plainly, that goes through too', async () => {
      destination.refuse(poison);
      const [written = approved(6)] = everyChange(poison, 'fraud').filter(({ kind }) => kind === 'approval');
      const culprit = notify(written, 'culprit');
      const outcomes = await sendAll([...some.slice(0, 2), culprit, ...some.slice(2)]);
      expect(kinds(outcomes)).toEqual({
        'id-3': 'accepted',
        'id-4': 'accepted',
        'id-5': 'accepted',
        culprit: 'message-fault',
      });
      expect([...destination.taken()].sort()).toEqual(['id-3', 'id-4', 'id-5']);

      expect(kinds(await sendAll([culprit], 'plain'))).toEqual({ culprit: 'accepted' });
    });

    test('with a signal that has gone off, nothing is asked; when it goes off, the wait is over', async () => {
      const [batch = []] = destination.channel.batches(some);
      const before = await destination.channel.send(batch, { style: 'rich', signal: AbortSignal.abort() });
      expect(new Set([...before.values()].map(({ kind }) => kind))).toEqual(new Set(['destination-fault']));
      expect(destination.requests()).toBe(0);

      destination.mood('silent');
      const began = performance.now();
      const after = await destination.channel.send(batch, { style: 'rich', signal: AbortSignal.timeout(100) });
      expect(performance.now() - began).toBeLessThan(Math.min(destination.channel.timeout, 800));
      expect([...after.keys()]).toEqual(batch.map(({ id }) => id));
    });
  });
}

function bySubject(notifications: readonly Notification[]): Record<string, readonly string[]> {
  const subjects: Record<string, string[]> = {};
  for (const { id, change } of notifications) (subjects[change.arn] ??= []).push(id);
  return subjects;
}
