import type { DescribeImageVersionCommandInput, ListImageVersionsCommandInput } from '@aws-sdk/client-sagemaker';
import { metadata, NotSimulatedError, takesOnly } from '../service.ts';
import { checkNumber } from './checks.ts';
import type { Context } from './context.ts';
import { notFound } from './errors.ts';
import { existingImage, isWithin, listParameters } from './images.ts';
import { readPage } from './pages.ts';
import { stateAt, thereAt, type ImageVersion } from './records.ts';

export function listImageVersions(context: Context, input: ListImageVersionsCommandInput): object {
  takesOnly('ListImageVersions', input, [...listParameters, 'ImageName']);
  const { SortBy = 'CREATION_TIME', SortOrder, ImageName } = input;
  const { members, asOf, NextToken } = readPage(context.whims, input, {
    members: (time) => {
      const { name } = existingImage(context, 'ListImageVersions', ImageName, time);
      return thereAt(context.memory.imageVersions, time).filter(
        (one) => one.image === name && isWithin(one.createdAt, stateAt(one, time).at, input),
      );
    },
    key: (one, time) => {
      switch (SortBy) {
        case 'VERSION':
          return [one.number];
        case 'CREATION_TIME':
          return [one.createdAt, one.number];
        case 'LAST_MODIFIED_TIME':
          return [stateAt(one, time).at, one.number];
        default:
          throw new NotSimulatedError(`ListImageVersions sorted by ${String(SortBy)}`);
      }
    },
    order: SortBy,
    descending: SortOrder !== 'ASCENDING',
  });
  return {
    $metadata: metadata(),
    ImageVersions: members.map((one) => summary(context, one, asOf)),
    NextToken,
  };
}

export function describeImageVersion(context: Context, input: DescribeImageVersionCommandInput): object {
  const { ImageName, Version } = input;
  takesOnly('DescribeImageVersion', input, ['ImageName', 'Version']);
  checkNumber('version', Version ?? 0, { least: 0 });
  const now = context.whims.now();
  const { name } = existingImage(context, 'DescribeImageVersion', ImageName, now);
  const all = thereAt(context.memory.imageVersions, now).filter(({ image }) => image === name);
  const one = Version === undefined ? all.at(-1) : all.find(({ number }) => number === Version);
  if (one) return { $metadata: metadata(), ...summary(context, one, now) };
  throw notFound(
    Version === undefined
      ? `Latest ImageVersion with ImageName ${name} does not exist. Please provide a valid ImageName.`
      : `ImageVersion with ImageName ${name} and Version ${Version} does not exist.`,
  );
}

function summary({ arns }: Context, one: ImageVersion, time: number): object {
  const { at, status, failureReason } = stateAt(one, time);
  return {
    ImageArn: arns.of('image', one.image),
    ImageVersionArn: one.arn,
    Version: one.number,
    ImageVersionStatus: status,
    FailureReason: failureReason,
    CreationTime: new Date(one.createdAt),
    LastModifiedTime: new Date(at),
  };
}
