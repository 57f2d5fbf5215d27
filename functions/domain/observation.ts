import type { Collection, Member } from './collection.ts';
import type { ImageVersion } from './image-version.ts';
import type { DescribedModelPackage, ModelPackage } from './model-package.ts';

/** One member of a collection as a listing shows it. */
export type Listed = ModelPackage | ImageVersion;

/** One member as a describe shows it. */
export type Described = DescribedModelPackage | ImageVersion;

/** What there is to describe. */
export interface Candidate {
  readonly collection: Collection;
  readonly member: Member;
  readonly arn: string;
}

/** What a describe said of one member. */
export type Observation = Described | { readonly gone: true; readonly arn: string; readonly member: Member };

export const isImageVersion = (seen: Listed): seen is ImageVersion => 'image' in seen;
