import { InvalidArgumentError } from 'commander';

/** Reads a whole number that is given on a command line. */
export const whole =
  (least: number, most = 1e9) =>
  (given: string): number => {
    const number = Number(given);
    if (!/^\d+$/u.test(given) || number < least || number > most)
      throw new InvalidArgumentError(`Allowed: a whole number from ${least} to ${most}.`);
    return number;
  };
