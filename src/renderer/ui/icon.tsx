// The window's small pictures: 16-pixel line drawings in the colour of the text around them.
import type { ReactElement } from 'react';

const shapes = {
  table: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M2 6.5h12M6.5 6.5V13" />
    </>
  ),
  curve: <path d="M2.5 3v10h11M4.5 5.5c1.5 4 3.5 5 8.5 5.2" />,
  pulse: <path d="M1.5 8.5h3l1.8-5 3 9 1.9-4h3.3" />,
  box: (
    <>
      <path d="M8 2l5.5 2.8v6.4L8 14l-5.5-2.800V4.800z" />
      <path d="M2.5 4.800L8 7.600l5.5-2.800M8 7.600V14" />
    </>
  ),
  check: <path d="M3.5 8.500l3 3 6-7" />,
  cross: <path d="M4 4l8 8M12 4l-8 8" />,
  warning: (
    <>
      <path d="M8 2.500l6 10.500H2z" />
      <path d="M8 6.500v3M8 11.200v.1" />
    </>
  ),
  error: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.800v3.700M8 10.900v.1" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.300v3.700M8 5v.1" />
    </>
  ),
  help: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.3 6.400c.1-2.2 3.5-2.2 3.4 0 0 1.3-1.7 1.3-1.7 2.600M8 11.200v.1" />
    </>
  ),
  reset: <path d="M3 3.500v3h3M3.3 6.300A5.2 5.2 0 1 1 2.8 9" />,
  undo: <path d="M5.5 3L2.5 6l3 3M2.5 6H9a4 4 0 0 1 0 8H6" />,
  redo: <path d="M10.5 3l3 3-3 3M13.5 6H7a4 4 0 0 0 0 8h3" />,
  up: <path d="M8 13V3.500M4 7.500l4-4 4 4" />,
  chevron: <path d="M6 3.500L10.5 8 6 12.5" />,
  play: <path d="M5 3.300l7.5 4.700L5 12.700z" fill="currentColor" />,
  pause: <path d="M5.5 3.500v9M10.5 3.500v9" strokeWidth="2.2" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" />,
  trash: <path d="M3 4.500h10M6.5 4.500V3h3v1.500M4.3 4.500l.6 8.500h6.200l.6-8.5" />,
  folder: (
    <path d="M2 4.500V12a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V6a1 1 0 0 0-1-1H8L6.5 3.500H3a1 1 0 0 0-1 1z" />
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.500v1.500M8 13v1.500M1.5 8H3M13 8h1.500M3.4 3.400l1 1M11.6 11.600l1 1M3.4 12.600l1-1M11.6 4.400l1-1" />
    </>
  ),
  moon: <path d="M13 9.500A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.500z" />,
  screen: (
    <>
      <rect x="2" y="3" width="12" height="8" rx="1" />
      <path d="M6 13.500h4" />
    </>
  ),
  target: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <circle cx="8" cy="8" r="2" fill="currentColor" />
    </>
  ),
  dot: <circle cx="8" cy="8" r="3" fill="currentColor" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="M10.2 10.200L13.500 13.500" />
    </>
  ),
  layers: (
    <path d="M8 2.500L14 5.500 8 8.500 2 5.500zM2.500 8.300L8 11l5.5-2.700M2.500 11L8 13.700 13.500 11" />
  ),
  funnel: <path d="M2.500 3h11L9.500 8.200V13l-3-1.500V8.200z" />,
  plus: <path d="M8 3.500v9M3.5 8h9" />,
  minus: <path d="M3.5 8h9" />,
  sparkle: <path d="M8 2.500l1.4 4.100L13.5 8l-4.1 1.400L8 13.5 6.6 9.4 2.5 8l4.1-1.400z" />,
  chip: (
    <>
      <rect x="4.5" y="4.5" width="7" height="7" rx="1" />
      <path d="M6.5 2v2.500M9.5 2v2.500M6.5 11.500V14M9.5 11.500V14M2 6.500h2.500M2 9.500h2.500M11.5 6.500H14M11.5 9.500H14" />
    </>
  ),
} as const satisfies Record<string, ReactElement>;

export type IconName = keyof typeof shapes;

/** Decoration: what it means must also stand in words (a label or the text beside it). */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      className={`icon ${className ?? ''}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  );
}
