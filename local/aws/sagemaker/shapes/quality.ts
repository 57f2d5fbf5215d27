import { required, structure } from '../shape.ts';
import { contentDigest, contentType, s3Uri } from './names.ts';

export const metricsSource = structure({
  ContentType: required(contentType),
  ContentDigest: contentDigest,
  S3Uri: required(s3Uri),
});
export const modelQuality = structure({ Statistics: metricsSource, Constraints: metricsSource });
export const modelDataQuality = structure({ Statistics: metricsSource, Constraints: metricsSource });
export const bias = structure({
  Report: metricsSource,
  PreTrainingReport: metricsSource,
  PostTrainingReport: metricsSource,
});
export const explainability = structure({ Report: metricsSource });
export const modelMetrics = structure({
  ModelQuality: modelQuality,
  ModelDataQuality: modelDataQuality,
  Bias: bias,
  Explainability: explainability,
});
export const fileSource = structure({ ContentType: contentType, ContentDigest: contentDigest, S3Uri: required(s3Uri) });
export const driftCheckBias = structure({
  ConfigFile: fileSource,
  PreTrainingConstraints: metricsSource,
  PostTrainingConstraints: metricsSource,
});
export const driftCheckExplainability = structure({ Constraints: metricsSource, ConfigFile: fileSource });
export const driftCheckModelQuality = structure({ Statistics: metricsSource, Constraints: metricsSource });
export const driftCheckModelDataQuality = structure({ Statistics: metricsSource, Constraints: metricsSource });
export const driftCheckBaselines = structure({
  Bias: driftCheckBias,
  Explainability: driftCheckExplainability,
  ModelQuality: driftCheckModelQuality,
  ModelDataQuality: driftCheckModelDataQuality,
});
