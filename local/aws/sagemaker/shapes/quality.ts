import { required, structure } from '../shape.ts';
import { contentDigest, contentType, s3Uri } from './names.ts';

// A model's measures, and the baselines its drift is told by.

const metricsSource = structure({
  ContentType: required(contentType),
  ContentDigest: contentDigest,
  S3Uri: required(s3Uri),
});
const modelQuality = structure({ Statistics: metricsSource, Constraints: metricsSource });
const modelDataQuality = structure({ Statistics: metricsSource, Constraints: metricsSource });
const bias = structure({
  Report: metricsSource,
  PreTrainingReport: metricsSource,
  PostTrainingReport: metricsSource,
});
const explainability = structure({ Report: metricsSource });
export const modelMetrics = structure({
  ModelQuality: modelQuality,
  ModelDataQuality: modelDataQuality,
  Bias: bias,
  Explainability: explainability,
});
const fileSource = structure({ ContentType: contentType, ContentDigest: contentDigest, S3Uri: required(s3Uri) });
const driftCheckBias = structure({
  ConfigFile: fileSource,
  PreTrainingConstraints: metricsSource,
  PostTrainingConstraints: metricsSource,
});
const driftCheckExplainability = structure({ Constraints: metricsSource, ConfigFile: fileSource });
const driftCheckModelQuality = structure({ Statistics: metricsSource, Constraints: metricsSource });
const driftCheckModelDataQuality = structure({ Statistics: metricsSource, Constraints: metricsSource });
export const driftCheckBaselines = structure({
  Bias: driftCheckBias,
  Explainability: driftCheckExplainability,
  ModelQuality: driftCheckModelQuality,
  ModelDataQuality: driftCheckModelDataQuality,
});
