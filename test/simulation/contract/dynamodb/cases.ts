import type { Case } from './case.ts';
import { conditionCases } from './condition-cases.ts';
import { grammarCases } from './grammar-cases.ts';
import { otherCases } from './other-cases.ts';
import { updateCases } from './update-cases.ts';

export const cases: readonly Case[] = [...updateCases, ...conditionCases, ...grammarCases, ...otherCases];
