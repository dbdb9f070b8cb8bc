// How the file is read: each part of the decision to correct, the first rows under the correction, and the odd lines.
import type { Profile } from '../../../../core/run/profile';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Failure } from '../../../ui/failure';
import { Warnings } from '../../../ui/warnings';
import { FurtherTables } from '../bring/further-tables';
import { ReadingMeter } from './reading-meter';
import { LineList } from './line-list';
import { LookTable } from './look-table';
import { DialectParts } from './dialect-parts';
import { partsOf } from './part-control';
import { Sure } from './part-row';
import { SheetRow } from './sheet-row';

export function ReadingPanel({ profile }: { profile: Profile }) {
  const { reading } = useWorkspace();
  const { look, error } = useStore(reading.store, (state) => state);
  const draft = useStore(reading.store, (state) => state.draft);
  return (
    <div className="reading-panel" role="region" aria-label={text.reading.title}>
      <div className="parts-pane">
        <p className="quiet">{text.reading.lead}</p>
        <SheetChoice profile={profile} />
        <FurtherTables profile={profile} />
        {partsOf(profile.reading.format).length > 0 ? (
          <Parts profile={profile} />
        ) : (
          <FixedParts profile={profile} />
        )}
      </div>
      <div className="look-pane">
        <DraftBar />
        {error && <Failure error={error} />}
        {draft ? (
          look && <LookTable look={look} />
        ) : (
          <>
            <LookTable look={rowsOf(profile)} />
            <Warnings label={text.data.warnings} warnings={profile.warnings} />
            <LineList report={profile.reading} />
          </>
        )}
      </div>
    </div>
  );
}

const rowsOf = ({ columns, preview }: Profile) => ({
  columns: columns.map(({ name }) => name),
  rows: preview.map((row) => row.map((cell) => cell ?? '')),
});

function Parts({ profile }: { profile: Profile }) {
  const { reading } = useWorkspace();
  const draft = useStore(reading.store, (state) => state.draft?.dialect ?? null);
  const busy = useStore(reading.store, (state) => state.reading);
  const looked = useStore(reading.store, (state) => state.look?.parts ?? null);
  return (
    <DialectParts
      parts={partsOf(profile.reading.format)}
      dialect={draft ?? profile.dialect}
      before={profile.dialect}
      decisions={looked ?? profile.reading.parts}
      disabled={busy}
      onChange={reading.correct}
    />
  );
}

function FixedParts({ profile }: { profile: Profile }) {
  const { format, parts } = profile.reading;
  const formats: Record<string, string> = text.reading.formats;
  const titles: Record<string, string> = text.reading.parts;
  return (
    <>
      <p>{text.reading.fixedFormat(formats[format] ?? format)}</p>
      <ul className="parts">
        {parts.map(({ part, value, confidence, why }) => (
          <li className="part" key={part} data-part={part}>
            <div className="part-line">
              <span>{titles[part] ?? part}</span>
              <output>{value}</output>
              <Sure confidence={confidence} />
            </div>
            <p className="part-why selectable">{why}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function SheetChoice({ profile }: { profile: Profile }) {
  const { reading, recipe } = useWorkspace();
  const { sheets, parts, format } = profile.reading;
  const inForce = useStore(recipe.store, (state) => state.present?.data.sheet ?? '');
  const draft = useStore(reading.store, (state) => state.draft?.sheet);
  const busy = useStore(reading.store, (state) => state.reading);
  const found = parts.find(({ part }) => part === 'sheet')?.value ?? '';
  return (
    <SheetRow
      format={format}
      sheets={sheets}
      value={(draft ?? inForce) || found}
      disabled={busy}
      onChange={reading.chooseSheet}
    />
  );
}

/** What becomes of the corrections; while the whole file is read, how far that is. */
function DraftBar() {
  const { reading, recipe } = useWorkspace();
  const draft = useStore(reading.store, (state) => state.draft !== null);
  const looked = useStore(reading.store, (state) => state.look !== null);
  const busy = useStore(reading.store, (state) => state.reading);
  const given = useStore(recipe.store, ({ present }) =>
    Boolean(present?.data.dialect || (present?.data.sheet ?? '') !== ''),
  );
  if (busy) return <ReadingMeter title={text.reading.reading} />;
  if (draft)
    return (
      <div className="draft-bar" role="status">
        <p>{text.reading.draft}</p>
        <Button size="small" onClick={reading.discard}>
          {text.reading.discard}
        </Button>
        <Button size="small" look="primary" disabled={!looked} onClick={() => void reading.take()}>
          {text.reading.take}
        </Button>
      </div>
    );
  if (!given) return null;
  return (
    <div className="draft-bar said">
      <p>{text.reading.given}</p>
      <Button size="small" icon="reset" onClick={() => void reading.reset()}>
        {text.reading.reset}
      </Button>
    </div>
  );
}
