import { imageReference } from '../arns.ts';
import { inUse, notFound } from '../errors.ts';
import type { ImageRecord, ImageVersionRecord } from '../image-records.ts';
import type { Context } from '../operation.ts';

export function existingImage({ store, scope }: Context, nameOrArn: string): ImageRecord {
  const image = store.images.image(imageReference(scope, nameOrArn).key);
  if (!image) throw notFound(`No Image with the name ${nameOrArn} exists.`);
  return image;
}

/** What a request calls a version by, besides its image. */
interface VersionReference {
  readonly Version?: number | undefined;
  readonly Alias?: string | undefined;
}

/** The one of that number or alias, the latest if the request has neither. */
export function existingImageVersion(
  { store: { images } }: Context,
  { key, name }: ImageRecord,
  { Version, Alias }: VersionReference,
): ImageVersionRecord {
  if (Version !== undefined) {
    const found = images.version(key, Version);
    // An alias beside the number narrows it down, as any second condition would.
    if (found && (Alias === undefined || images.versionByAlias(key, Alias)?.version === Version)) return found;
    throw notFound(`ImageVersion with ImageName ${name} and Version ${Version} does not exist.`);
  }
  if (Alias !== undefined) {
    const found = images.versionByAlias(key, Alias);
    if (found) return found;
    throw notFound(`ImageVersion with ImageName ${name} and Alias ${Alias} does not exist.`);
  }
  const latest = images.latestVersion(key);
  if (latest) return latest;
  throw notFound(`Latest ImageVersion with ImageName ${name} does not exist. Please provide a valid ImageName.`);
}

/** The API reference names ResourceInUse and not its cases: of what it shows, only work under way can be meant. */
export function checkIdle(name: string, version: ImageVersionRecord | undefined): void {
  if (version?.status !== 'CREATING' && version?.status !== 'DELETING') return;
  throw inUse(`ImageVersion with ImageName ${name} and Version ${version.version} is ${version.status}.`);
}
