import { AppError } from './app-error.ts';

/** Makes a switch over a union exhaustive: a new member is a compile error, at run time a `bug`. */
export function assertNever(value: never): never {
  throw new AppError('bug', `unexpected value: ${JSON.stringify(value)}`);
}
