import type { DescribeImageCommandInput, ListImagesCommandInput } from '@aws-sdk/client-sagemaker';
import { metadata, takesOnly } from '../service.ts';
import { checkText } from './checks.ts';
import { allowed, isNamed, type Context } from './context.ts';
import { notFound } from './errors.ts';
import { readPage } from './pages.ts';
import { thereAt, type Image } from './records.ts';

const windows = ['CreationTimeAfter', 'CreationTimeBefore', 'LastModifiedTimeAfter', 'LastModifiedTimeBefore'];
/** Parameters of all listings of images and their versions. */
export const listParameters = [...windows, 'SortBy', 'SortOrder', 'MaxResults', 'NextToken'];

type Filters = Pick<
  ListImagesCommandInput,
  'CreationTimeAfter' | 'CreationTimeBefore' | 'LastModifiedTimeAfter' | 'LastModifiedTimeBefore'
>;

/** These bounds include the given moment: "on or after", "on or before". */
export const isWithin = (createdAt: number, modifiedAt: number, filters: Filters): boolean =>
  isFromTo(createdAt, filters.CreationTimeAfter, filters.CreationTimeBefore) &&
  isFromTo(modifiedAt, filters.LastModifiedTimeAfter, filters.LastModifiedTimeBefore);

const isFromTo = (time: number, from: Date | undefined, to: Date | undefined): boolean =>
  time >= (from?.getTime() ?? -Infinity) && time <= (to?.getTime() ?? Infinity);

export function listImages(context: Context, input: ListImagesCommandInput): object {
  takesOnly('ListImages', input, [...listParameters, 'NameContains']);
  checkText('imageNameContains', input.NameContains);
  allowed(context, 'ListImages');
  const { SortBy = 'CREATION_TIME', SortOrder } = input;
  const { members, NextToken } = readPage(context.whims, input, {
    members: (asOf) =>
      thereAt(context.memory.images, asOf).filter(
        ({ name, createdAt }) => isNamed(name, input.NameContains) && isWithin(createdAt, createdAt, input),
      ),
    key: ({ name, createdAt }) => (SortBy === 'IMAGE_NAME' ? [name.toLowerCase()] : [createdAt, name.toLowerCase()]),
    order: SortBy,
    descending: SortOrder !== 'ASCENDING',
  });
  return { $metadata: metadata(), Images: members.map(summary), NextToken };
}

export function describeImage(context: Context, input: DescribeImageCommandInput): object {
  takesOnly('DescribeImage', input, ['ImageName']);
  const image = existingImage(context, 'DescribeImage', input.ImageName, context.whims.now());
  return { $metadata: metadata(), ...summary(image) };
}

export function existingImage(context: Context, operation: string, name: string | undefined, time: number): Image {
  checkText('imageName', name);
  const reference = context.arns.reference('image', name ?? '');
  allowed(context, operation, reference);
  const image = thereAt(context.memory.images, time).find((one) => one.name.toLowerCase() === reference.key);
  if (!image) throw notFound(`No Image with the name ${name ?? ''} exists.`);
  return image;
}

const summary = ({ name, arn, createdAt }: Image) => ({
  ImageArn: arn,
  ImageName: name,
  CreationTime: new Date(createdAt),
  LastModifiedTime: new Date(createdAt),
  ImageStatus: 'CREATED',
});
