// The first rows under a summary of each column. Only the columns in view are in the page, so thousands do no harm.
import { type UIEvent, useEffect, useRef, useState } from 'react';
import type { ColumnProfile, Profile } from '../../../core/run/profile';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { roleOf } from '../../state/data-roles';
import { ColumnDialog } from './column-dialog';
import { ColumnHead, lookOf } from './column-head';

const columnWidth = 180;
const spare = 3;

interface InView {
  first: number;
  end: number;
}

export function PreviewTable({ profile }: { profile: Profile }) {
  const { recipe } = useWorkspace();
  const data = useStore(recipe.store, (state) => state.present?.data ?? null);
  const { scroller, inView, onScroll } = useColumnsInView(profile.columns.length);
  const columns = profile.columns.slice(inView.first, inView.end);
  const before = inView.first * columnWidth;
  const after = (profile.columns.length - inView.end) * columnWidth;
  const [about, setAbout] = useState<string | null>(null);
  const shown = profile.columns.find(({ name }) => name === about);
  if (!data) return null;
  return (
    // A pane that scrolls must be reachable by keyboard.
    <div
      className="preview"
      ref={scroller}
      onScroll={onScroll}
      tabIndex={0}
      role="region"
      aria-label={text.data.preview}
    >
      <table aria-colcount={profile.columns.length + 1} aria-rowcount={profile.rows + 1}>
        <thead>
          <tr>
            <th className="row-number" scope="col">
              <span className="visually-hidden">{text.data.row}</span>
            </th>
            <Gap width={before} />
            {columns.map((column, i) => (
              <ColumnHead
                key={column.name}
                column={column}
                index={inView.first + i + 2}
                rows={profile.rows}
                role={roleOf(data, column.name)}
                typed={data.types.some((entry) => entry.column === column.name)}
                onAbout={setAbout}
              />
            ))}
            <Gap width={after} />
          </tr>
        </thead>
        <tbody>
          {profile.preview.map((cells, row) => (
            // Rows of the preview have no identity but their place.
            <tr key={row}>
              <th className="row-number" scope="row">
                {row + 1}
              </th>
              <Gap width={before} />
              {columns.map((column, i) => (
                <Cell
                  key={column.name}
                  column={column}
                  value={cells[inView.first + i] ?? null}
                  role={lookOf(roleOf(data, column.name))}
                />
              ))}
              <Gap width={after} />
            </tr>
          ))}
        </tbody>
      </table>
      {shown && <ColumnDialog column={shown} rows={profile.rows} onClose={() => setAbout(null)} />}
    </div>
  );
}

/** Stands for the columns out of view at one side. */
function Gap({ width }: { width: number }) {
  return width === 0 ? null : <td className="gap" style={{ width, minWidth: width }} aria-hidden="true" />;
}

function Cell({ column, value, role }: { column: ColumnProfile; value: string | null; role: string }) {
  const kind = column.type === 'number' ? 'number' : 'word';
  if (value === null)
    return (
      <td className={`${kind} ${role} missing`}>
        <span title={text.data.missing}>{text.data.missingMark}</span>
      </td>
    );
  return (
    <td className={`${kind} ${role}`} title={value.length > 18 ? value : undefined}>
      {value}
    </td>
  );
}

function useColumnsInView(count: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [inView, setInView] = useState<InView>({ first: 0, end: Math.min(count, 12) });
  const measure = (element: HTMLElement) => {
    const first = Math.max(0, Math.floor(element.scrollLeft / columnWidth) - spare);
    const end = Math.min(count, Math.ceil((element.scrollLeft + element.clientWidth) / columnWidth) + spare);
    setInView((old) => (old.first === first && old.end === end ? old : { first, end }));
  };
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => measure(element));
    observer.observe(element);
    return () => observer.disconnect();
  });
  return { scroller, inView, onScroll: (event: UIEvent<HTMLElement>) => measure(event.currentTarget) };
}
