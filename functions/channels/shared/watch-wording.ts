import type { Change } from '../../domain/change.ts';
import { cut, oneLine } from './clean.ts';

type WatchFailed = Extract<Change, { kind: 'watch-failed' }>;

const longestAction = 80;
const longestRole = 200;

/** What is the matter, in a few words: `sagemaker:ListModelPackages is not allowed`. */
export function faultNews(change: WatchFailed): string {
  switch (change.fault) {
    case 'refused': {
      const permission = permissionOf(change);
      return permission === undefined ? 'access is refused' : `${permission} is not allowed`;
    }
    case 'missing':
      return 'it does not exist';
    case 'unavailable':
      return `${askedOf(change)} does not answer`;
  }
}

/** What an operator can do about it. Nothing of what others wrote is in it. */
export function advice(change: WatchFailed): string {
  switch (change.fault) {
    case 'refused':
      if (isOfRole(change)) {
        return 'Deploy the member stack in that account and region, or update it: its role must have the name that the config gives, trust the roles of this notifier (the output HubRoles), and have the external id that the config gives, if any.';
      }
      if (change.role !== undefined) {
        return "Allow what is lacking to the role that is named here: the member stack does, if it is made anew from this config and deployed there. If the role has it, something denies it: a policy of the organisation, a permissions boundary or, for a shared group, its owner's policy.";
      }
      return "Allow what is lacking to the poll function's role: a deployment of the config does, if its names have SageMaker's own letter case. If the role has it, something denies it: a policy of the organisation, a permissions boundary or, for a shared group, its owner's policy.";
    case 'missing':
      return 'Mend its name in the config, or take it out, and deploy; or create it.';
    case 'unavailable':
      return 'Nothing, unless it lasts: every poll asks again.';
  }
}

/** The action that is lacking, fit to be shown. */
export function permissionOf({ permission }: WatchFailed): string | undefined {
  return cut(oneLine(permission ?? ''), longestAction) || undefined;
}

/** What was asked of SageMaker, fit to be shown. */
export function operationOf({ operation }: { readonly operation: string }): string {
  return cut(oneLine(operation), longestAction) || '(unknown)';
}

/** The role by which another account or region is read, fit to be shown. */
export function roleOf({ role }: WatchFailed): string | undefined {
  return cut(oneLine(role ?? ''), longestRole) || undefined;
}

/** Who was asked: SageMaker, or STS for the role to ask it by. */
export const askedOf = (change: WatchFailed): string => (isOfRole(change) ? 'STS' : 'SageMaker');

/** Whether it is the role that is not to be had, and with it nothing of the source. */
export const isOfRole = ({ operation }: WatchFailed): boolean => operation === 'AssumeRole';
