/** Where the starter says what it does. Never given the password. */
export type StarterLog = {
  readonly info: (details: Record<string, unknown>, message: string) => void;
  readonly warn: (details: Record<string, unknown>, message: string) => void;
};
