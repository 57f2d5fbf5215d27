import type { SeedPackage, Seeds } from './aws/index.ts';

const day = 24 * 3_600_000;

/** What the registry holds before anyone looks: its history, which is told to no one. */
export function samples(now: number): Seeds {
  const daysAgo = (days: number) => new Date(now - days * day);
  const version = (group: string, age: number, approvalStatus: SeedPackage['approvalStatus'], description: string) => ({
    group,
    createdAt: daysAgo(age),
    approvalStatus,
    description,
  });
  return {
    groups: [
      {
        name: 'fraud-detector',
        description: 'Scores card payments while they are authorised',
        createdAt: daysAgo(210),
      },
      { name: 'churn-model', description: 'Customers likely to leave within 90 days', createdAt: daysAgo(160) },
      { name: 'credit-scoring', description: 'Probability of default, one model per market', createdAt: daysAgo(75) },
    ],
    packages: [
      version('fraud-detector', 208, 'Rejected', 'Logistic regression, the baseline. AUC 0.871'),
      version('fraud-detector', 180, 'Approved', 'Gradient boosting, 240 features. AUC 0.934'),
      version('fraud-detector', 92, 'Approved', 'Retrained with chargebacks up to June. AUC 0.941'),
      {
        ...version('fraud-detector', 9, 'Approved', 'Adds device fingerprints. AUC 0.957'),
        lifeCycle: { Stage: 'Staging', StageStatus: 'Succeeded', StageDescription: 'Shadow traffic for one week' },
      },
      {
        ...version('fraud-detector', 1, 'PendingManualApproval', 'Distilled for the edge gateways, 4 ms per payment'),
        status: 'InProgress',
      },
      version('churn-model', 158, 'Rejected', 'First try on the CRM export; leaks the cancellation date'),
      version('churn-model', 120, 'Approved', 'Random forest on usage of the last 8 weeks. AUC 0.81'),
      version('churn-model', 31, 'Approved', 'Adds support tickets and invoices. AUC 0.84'),
      version('credit-scoring', 6, 'PendingManualApproval', 'Market DE. Gini 0.61, calibrated on 2024 and 2025'),
      version('credit-scoring', 6, 'PendingManualApproval', 'Market FR. Gini 0.58, calibrated on 2024 and 2025'),
      version('credit-scoring', 5, 'PendingManualApproval', 'Market IT. Gini 0.57, calibrated on 2025'),
      version('credit-scoring', 5, 'PendingManualApproval', 'Market ES. Gini 0.60, calibrated on 2024 and 2025'),
      { name: 'address-parser', createdAt: daysAgo(300), description: 'Splits addresses into their parts' },
    ],
    images: [{ name: 'training-gpu', description: 'PyTorch with CUDA, for training', createdAt: daysAgo(150) }],
    imageVersions: [
      { image: 'training-gpu', createdAt: daysAgo(150) },
      { image: 'training-gpu', createdAt: daysAgo(40) },
      { image: 'training-gpu', createdAt: daysAgo(0), status: 'CREATING' },
    ],
  };
}
