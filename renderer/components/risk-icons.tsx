import type { ComponentProps } from 'react';

type IconProps = ComponentProps<'svg'>;

/** A filled octagon with the sign cut out: the heaviest shape of the ramp, readable without colour. */
export function FilledOctagonIcon(props: IconProps) {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" {...props}>
      <path
        fillRule="evenodd"
        d="M8.27 1.5h7.46l6.77 6.77v7.46L15.73 22.5H8.27L1.5 15.73V8.27ZM10.75 6.5h2.5v7h-2.5ZM12 15.6a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z"
      />
    </svg>
  );
}

/** A filled triangle with the sign cut out. */
export function FilledTriangleIcon(props: IconProps) {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" {...props}>
      <path
        fillRule="evenodd"
        d="M12 2a1.6 1.6 0 0 1 1.4.8l9.2 16.3a1.6 1.6 0 0 1-1.4 2.4H2.8a1.6 1.6 0 0 1-1.4-2.4L10.6 2.8A1.6 1.6 0 0 1 12 2ZM10.75 8.5h2.5v6h-2.5ZM12 16a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z"
      />
    </svg>
  );
}
