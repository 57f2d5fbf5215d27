import { hereKey, thereKey } from '../../cloud/names.ts';
import type { History } from '../history.ts';

/** An integer from 0, below the given. */
export type Random = (below: number) => number;

export const minute = 60_000;
export const groups = ['Fraud', 'churn', 'credit'];
export const images = ['training', 'Serving'];

export const pick = <Item>(from: readonly Item[], random: Random): Item | undefined =>
  from[random(Math.max(1, from.length))];

export const sourceOf = ({ setting }: History, random: Random) =>
  setting.hasOtherSource && random(3) === 0 ? thereKey : hereKey;
