/** A lead list in which every 14th row is bad, each in one of several ways, and which knows which. */
const FAULTS = [
  (n: number) => `lead${n}.firm${n}.example.com`,
  (n: number) => `lead${n}@@firm.example.com`,
  () => '',
  (n: number) => `lead ${n}@firm.example.com`,
  (n: number) => `lead${n}@firm`,
  (n: number) => `lead${n}@mailinator.com`,
  (n: number) => `lead${n}@firm.no-such-ending`,
] as const;

export type LeadList = {
  readonly csv: string;
  readonly good: number;
  /** The first cell of each bad row, in order. */
  readonly badEmails: readonly string[];
};

/** `rows` data rows; seven of every hundred are bad. */
export function makeLeadList(rows: number): LeadList {
  const lines = ['Email,First Name,Last Name,Company,Title,Country'];
  const badEmails: string[] = [];
  for (let n = 0; n < rows; n += 1) {
    const fault = n % 100 < 7 ? FAULTS[(n % 100) % FAULTS.length] : undefined;
    const email = fault ? fault(n) : `lead${n}@firm${n % 400}.example.com`;
    if (fault) badEmails.push(email);
    lines.push(`${email},Ann,Lee,"Firm ${n % 400}, Inc",VP Sales,United States`);
  }
  return { csv: `${lines.join('\r\n')}\r\n`, good: rows - badEmails.length, badEmails };
}
