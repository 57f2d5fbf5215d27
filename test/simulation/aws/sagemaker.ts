import type {
  DescribeImageCommandInput,
  DescribeImageVersionCommandInput,
  DescribeModelPackageCommandInput,
  DescribeModelPackageGroupCommandInput,
  ListImageVersionsCommandInput,
} from '@aws-sdk/client-sagemaker';
import { Arns, type Source } from './sagemaker/arns.ts';
import { describeGroup, listGroups } from './sagemaker/groups.ts';
import { describeImageVersion, listImageVersions } from './sagemaker/image-versions.ts';
import { describeImage, listImages } from './sagemaker/images.ts';
import { describePackage, listPackages } from './sagemaker/packages.ts';
import type { Whims } from './sagemaker/pages.ts';
import { Past } from './sagemaker/past.ts';
import { NotSimulatedError, type SimulatedService } from './service.ts';

export type { Whims } from './sagemaker/pages.ts';
export { stateAt, thereAt } from './sagemaker/records.ts';

interface Options {
  /** Whether names lose their capitals in ARNs. */
  readonly lowerCases: boolean;
  /** Whose registry it is. @default 111122223333 in us-east-1 */
  readonly source?: Source;
}

/**
 * A registry, and all that `functions/registry` asks of it. It remembers all that ever was, so that a list can show what it was like a
 * while ago, and a judge can ask what was true when.
 */
export class SageMaker extends Past implements SimulatedService {
  readonly #whims: Whims;

  constructor(whims: Whims, { lowerCases, source = { account: '111122223333', region: 'us-east-1' } }: Options) {
    super(whims.now, new Arns(source, lowerCases));
    this.#whims = whims;
  }

  execute(operation: string, input: object): object {
    const context = { memory: this, whims: this.#whims, arns: this.arns };
    switch (operation) {
      case 'ListModelPackages':
        return listPackages(context, input);
      case 'ListModelPackageGroups':
        return listGroups(context, input);
      case 'DescribeModelPackage':
        return describePackage(context, input as DescribeModelPackageCommandInput);
      case 'DescribeModelPackageGroup':
        return describeGroup(context, input as DescribeModelPackageGroupCommandInput);
      case 'ListImages':
        return listImages(context, input);
      case 'ListImageVersions':
        return listImageVersions(context, input as ListImageVersionsCommandInput);
      case 'DescribeImage':
        return describeImage(context, input as DescribeImageCommandInput);
      case 'DescribeImageVersion':
        return describeImageVersion(context, input as DescribeImageVersionCommandInput);
      default:
        throw new NotSimulatedError(`${operation} of SageMaker, which the registry's adapter does not use`);
    }
  }
}
