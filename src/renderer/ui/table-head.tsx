// The line of names above the columns of a table.

export interface HeadCell {
  title: string;
  className?: string;
  /** Shown when pointed at. */
  help?: string | undefined;
}

/** One cell a column, in order; null stands over a column without a name, such as one of buttons. */
export function TableHead({ cells }: { cells: readonly (string | HeadCell | null)[] }) {
  return (
    <thead>
      <tr>
        {cells.map((cell, i) => {
          // Names may be equal, and the columns of a table keep their places.
          if (cell === null) return <td key={i} />;
          const { title, className, help } = typeof cell === 'string' ? { title: cell } : cell;
          return (
            <th key={i} scope="col" className={className} title={help}>
              {title}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
