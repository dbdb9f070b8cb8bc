// A thin bar that fills up; striped where the share is not known.

/** `share` from 0 to 1, or null where unknown. */
export function Meter({ share, label }: { share: number | null; label: string }) {
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      className={share === null ? 'meter unknown' : 'meter'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div style={{ transform: `scaleX(${share === null ? 1 : Math.min(1, Math.max(0, share))})` }} />
    </div>
  );
}
