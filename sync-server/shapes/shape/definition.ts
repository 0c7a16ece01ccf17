/** Which rows and columns a shape holds. A server-side caller gives one; otherwise the request's parameters say it. */
export type ShapeDefinition = {
  /** `t`, `schema.t`, parts perhaps quoted; unquoted names fold to lower case. */
  readonly table: string;
  /** Exact column names; every column when left out. Primary key columns must be among them. */
  readonly columns?: readonly string[];
  readonly where?: string;
  /** Values of `$1`, `$2`, … in `where`. */
  readonly params?: readonly string[];
};

export type ReplicaMode = 'default' | 'full';
export type LogMode = 'full' | 'changes_only';

export type ShapeModes = { readonly replica: ReplicaMode; readonly log: LogMode };
