import { AppError } from '../../../shared/kernel/app-error.ts';

/** The protocol's error map: one entry per parameter, subset errors nested one level. */
export type ParameterErrors = Readonly<Record<string, unknown>>;

/** A refused request, answered with status 400 and this error map. */
export function invalidRequest(errors: ParameterErrors): AppError {
  return new AppError('invalid_input', `Invalid request: ${JSON.stringify(errors)}`, {
    hint: 'The shape request is not valid. The reply names the parameter at fault.',
    details: { errors },
  });
}

/** The error map of a refusal made by `invalidRequest`, undefined for any other error. */
export function parameterErrors(error: unknown): unknown {
  return error instanceof AppError && error.code === 'invalid_input' ? error.details?.['errors'] : undefined;
}
