/** Which words a status may become, by the word it has now. A word missing from the list may become nothing else. */
export type Transitions<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

/** Staying the same is always allowed. */
export function isAllowed(transitions: Transitions<string>, from: string, to: string): boolean {
  return from === to || (transitions[from] ?? []).includes(to);
}
