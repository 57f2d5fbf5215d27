import type { EventPattern } from 'aws-cdk-lib/aws-events';
import type { Config } from '../functions/runtime/config/schema.ts';

/** What SageMaker says of whatever the rules watch. */
export function registryEvents(watch: Config['watch']): EventPattern {
  const images = watch.some((rule) => rule.images.length > 0);
  const packages = watch.some((rule) => rule.groups.length + rule.packages.length > 0);
  return {
    source: ['aws.sagemaker'],
    detailType: [
      ...(packages ? ['SageMaker Model Package State Change'] : []),
      ...(images ? ['SageMaker Image Version State Change'] : []),
    ],
  };
}
