// The values of a column as a small picture: a histogram, or the most frequent categories.
import type { ColumnProfile } from '../../../core/run/profile';
import { formatCount } from '../../format/numbers';
import { text } from '../../i18n/text';

const height = 44;
const shownCategories = 3;

export function ValuePicture({ column }: { column: ColumnProfile }) {
  if (column.histogram.length > 0) return <Histogram bins={column.histogram} />;
  return <Categories column={column} />;
}

/** Bins as bars; `tall` where there is room. */
export function Histogram({ bins, tall = false }: { bins: readonly number[]; tall?: boolean }) {
  const most = Math.max(1, ...bins);
  return (
    <svg
      className="histogram"
      viewBox={`0 0 ${bins.length} ${height}`}
      height={tall ? height * 3 : height}
      preserveAspectRatio="none"
      role="img"
      aria-label={text.data.histogram(formatCount(most))}
    >
      {bins.map((count, i) => {
        // A bin that holds anything at all stays visible.
        const size = count === 0 ? 0 : Math.max(1, (count / most) * height);
        // Bins have no identity but their place.
        return <rect key={i} x={i + 0.06} y={height - size} width={0.88} height={size} />;
      })}
    </svg>
  );
}

function Categories({ column: { top } }: { column: ColumnProfile }) {
  const most = Math.max(1, ...top.map(({ count }) => count));
  return (
    <ol className="categories">
      {top.slice(0, shownCategories).map(({ value, count }) => (
        <li key={value} title={`${value}: ${formatCount(count)}`}>
          <span className="bar" style={{ width: `${(count / most) * 100}%` }} />
          <span className="category">{value}</span>
          <span className="count">{formatCount(count)}</span>
        </li>
      ))}
    </ol>
  );
}
