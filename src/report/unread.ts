import type { Analysis } from '../analysis.ts';
import { PROBLEM_RULES, type Problem } from '../model/problem.ts';

/** What kept a part of the input from being read: the verdicts may not hold for the whole. The other problems are findings. */
export const unread = ({ problems }: Pick<Analysis, 'problems'>): Problem[] =>
  problems.filter(({ rule }) => PROBLEM_RULES[rule].incomplete);
