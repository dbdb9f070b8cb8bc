// The window: top bar, steps at the left, the step in the middle, the advisor at the right.
import { type ReactElement, useEffect } from 'react';
import { Advisor } from './advisor/advisor';
import { DropZone } from './frame/drop-zone';
import { NoticeStack } from './frame/notice-stack';
import { Rail } from './frame/rail';
import { listenToPaste } from './frame/paste';
import { listenToShortcuts } from './frame/shortcuts';
import { TopBar } from './frame/top-bar';
import { text } from './i18n/text';
import { DataPage } from './pages/data/data-page';
import { DevicesPage } from './pages/devices/devices-page';
import { DiagnosePage } from './pages/diagnose/diagnose-page';
import { ExportPage } from './pages/export/export-page';
import { RefusedDialog } from './pages/data/reading/refused-dialog';
import { OpeningPage } from './pages/start/opening-page';
import { PreparePage } from './pages/prepare/prepare-page';
import { StartPage } from './pages/start/start-page';
import { TrainPage } from './pages/train/train-page';
import type { Step } from './state/app-state';
import { useStore } from './state/store';
import { useWorkspace } from './state/workspace';

const pages: Record<Step, () => ReactElement | null> = {
  data: DataPage,
  prepare: PreparePage,
  train: TrainPage,
  diagnose: DiagnosePage,
  export: ExportPage,
  devices: DevicesPage,
};

export function App() {
  const workspace = useWorkspace();
  const dataset = useStore(workspace.app, (state) => state.dataset);
  const beginning = useStore(workspace.app, (state) => state.beginning !== null);
  const step = useStore(workspace.app, (state) => state.step);
  useEffect(() => listenToShortcuts(workspace), [workspace]);
  useEffect(() => listenToPaste(workspace), [workspace]);
  const Page = pages[step];
  return (
    <div className={dataset ? 'window' : 'window start'}>
      <TopBar />
      {dataset ? (
        <>
          <Rail />
          <main className="step" aria-label={text.steps[step]} key={`${dataset.datasetId} ${step}`}>
            <Page />
          </main>
          <Advisor />
        </>
      ) : (
        <main className="step" aria-label={text.start.title}>
          {beginning ? <OpeningPage /> : <StartPage />}
        </main>
      )}
      <RefusedDialog />
      <NoticeStack />
      <DropZone />
    </div>
  );
}
