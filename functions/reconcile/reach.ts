import { wholeRegistry } from '../domain/collection.ts';
import type { Reader } from '../domain/registry.ts';
import type { Problems } from './problems.ts';

/**
 * Whether the source can be asked anything. Found out once, before all else: of a role that may not be assumed every call would
 * say the same, group by group.
 */
export async function reach(
  { reader }: { readonly reader?: Reader | undefined },
  problems: Problems,
): Promise<boolean> {
  if (!reader) return true;
  const reached = await problems.guard(wholeRegistry, async () => {
    await reader.assume();
    return true;
  });
  return reached === true;
}
