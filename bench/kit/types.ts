/** One measured number. `ratio` is value over baseline, both from the same run on the same machine. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly target: number | null;
  readonly baseline: { readonly name: string; readonly value: number } | null;
  readonly ratio: number | null;
  /** What a reader must know to judge the number. */
  readonly note?: string;
};

export type Bench = {
  readonly name: string;
  /** What is measured, in one line. */
  readonly describe: string;
  readonly run: () => Promise<{ readonly figures: readonly Figure[] }>;
};
