import { z } from 'zod';
import type { Boto } from '../boto.ts';
import type { Call } from './call.ts';
import type { Answer } from './index.ts';
import { actionOf, resourceOf, type ArnOf } from './resources.ts';

const configuration = z.object({ Configuration: z.object({ Role: z.string() }) });
const simulated = z.object({ EvaluationResults: z.array(z.object({ EvalDecision: z.string() })) });

/**
 * moto takes any call. So what a function asks of SageMaker is first held against the policies of its role, by ministack's IAM, which
 * does the same for all other services itself.
 */
export async function refusal(call: Call, boto: Boto, arn: ArnOf): Promise<Answer | undefined> {
  if (call.service !== 'sagemaker' || call.caller === undefined) return undefined;
  const { Role } = configuration.parse(
    await boto.call('lambda', 'get_function', { FunctionName: call.caller }),
  ).Configuration;
  const resource = resourceOf(call, arn);
  const { EvaluationResults } = simulated.parse(
    await boto.call('iam', 'simulate_principal_policy', {
      PolicySourceArn: Role,
      ActionNames: [actionOf(call)],
      ResourceArns: [resource],
    }),
  );
  if (EvaluationResults.every(({ EvalDecision }) => EvalDecision === 'allowed')) return undefined;
  const session = `${Role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${call.caller}`;
  const message = `User: ${session} is not authorized to perform: ${actionOf(call)} on resource: ${resource}`;
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': 'AccessDeniedException' },
    body: JSON.stringify({ __type: 'AccessDeniedException', message }),
  };
}
