import type { Closed, Store } from '../domain/state.ts';
import { format, parseClosed } from './items.ts';
import type { Table } from './table.ts';
import { Update } from './update.ts';

const keyOf = (destination: string) => ({ pk: `destination#${destination}`, sk: '#' });

/** Destinations that failed. An item exists only while one is closed, and belongs to all sources. */
export function closedDestinations(table: Table): Pick<Store, 'closed' | 'close' | 'probe' | 'reopen'> {
  return {
    async closed(destinations) {
      const found = new Map<string, Closed>();
      await Promise.all(
        destinations.map(async (destination) => {
          const item = await table.get(keyOf(destination));
          if (item) found.set(destination, parseClosed(item));
        }),
      );
      return found;
    },

    // Sources fail at the same time: whoever was told to wait longest is obeyed. Only a probe's own end may be shortened.
    async close(destination, { notBefore, failures, why }) {
      const update = new Update()
        .set(['notBefore'], notBefore)
        .set(['failures'], failures)
        .set(['why'], why)
        .set(['format'], format)
        .remove(['probing'])
        .whenAny((any) => any.whenAbsent(['pk']).when(['format'], '<=', format))
        .whenAny((any) => any.whenAbsent(['pk']).when(['notBefore'], '<=', notBefore).whenPresent(['probing']));
      if (await table.update(keyOf(destination), update)) return;
      const item = await table.get(keyOf(destination));
      if (item) parseClosed(item);
    },

    // The probe moves `notBefore` to the end of the prober's time: nobody else sends till then, even if it dies.
    async probe(destination, before, until) {
      const update = new Update().set(['notBefore'], until).set(['probing'], true);
      update.when(['notBefore'], '=', before.notBefore).when(['format'], '<=', format);
      return (await table.update(keyOf(destination), update)) !== undefined;
    },

    async reopen(destination, probe) {
      await table.delete(
        keyOf(destination),
        new Update().when(['notBefore'], '=', probe).when(['format'], '<=', format),
      );
    },
  };
}
