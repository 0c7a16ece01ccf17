/** Rows of one table that one mutation may write. */
export const MAX_ROWS_PER_MUTATION = 1_000;
