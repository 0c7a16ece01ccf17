/** Something the import screen tells about a file. An `error` keeps the import from starting. */
export type CsvProblem = {
  readonly code: CsvProblemCode;
  readonly severity: 'error' | 'warning';
  readonly text: string;
  /** Name of the column it is about. */
  readonly column?: string;
};

export type CsvProblemCode =
  | 'header_only'
  | 'header_missing'
  | 'header_empty'
  | 'header_duplicate'
  | 'header_too_wide'
  | 'uneven_rows'
  | 'one_column'
  | 'damaged_characters'
  | 'garbled_characters'
  | 'email_column_missing'
  | 'email_column_looks_wrong'
  | 'field_mapped_twice'
  | 'column_unknown'
  | 'variable_name_invalid';
