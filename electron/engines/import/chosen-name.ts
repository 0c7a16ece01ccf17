import { basename } from 'node:path';

import { AppError } from '../../../shared/kernel/app-error.ts';

type ChosenFile = { readonly path: string; readonly name: string };

/** Does something with a file; what goes wrong is told with the name the person knows, not that of the copy kept here. */
export async function withChosenName<Result>(file: ChosenFile, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    const error = AppError.from(cause);
    const kept = basename(file.path);
    if (kept === file.name || !error.hint.includes(kept)) throw cause;
    throw new AppError(error.code, error.message, {
      hint: error.hint.replaceAll(kept, () => file.name),
      ...(error.details === undefined ? {} : { details: { ...error.details, file: file.name } }),
      cause,
    });
  }
}
