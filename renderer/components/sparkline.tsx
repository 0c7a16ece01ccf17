import { sparklinePaths } from '../lib/sparkline-path.ts';

type SparklineProps = {
  /** Oldest first; null where there is no figure: drawn as a gap, not as zero. */
  readonly values: readonly (number | null)[];
  /** What the line shows, for people who cannot see it: "Meetings, last 8 weeks, 3 to 9". */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
};

/** A line the height of a table row, with a dot at the latest value. */
export function Sparkline({ values, label, width = 72, height = 20 }: SparklineProps) {
  const { lines, last } = sparklinePaths(values, width, height);
  return (
    <svg role="img" aria-label={label} width={width} height={height} className="overflow-visible text-muted">
      {lines.map((line) => (
        <path
          key={line}
          d={line}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.25}
          strokeLinejoin="round"
        />
      ))}
      {last ? <circle cx={last.x} cy={last.y} r={2} className="fill-accent" /> : null}
    </svg>
  );
}
