// A workbench over fake processes, in a folder of its own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { defaultRecipe, type Recipe } from '../../src/core/recipe/recipe';
import type { Dialogs } from '../../src/workbench/dialogs';
import { launchChildProcess } from '../../src/workbench/jobs/child-process';
import type { WorkbenchEvent } from '../../src/workbench/contract/events';
import { createWorkbench, type Workbench } from '../../src/workbench/workbench';

export const fakes = path.join(import.meta.dirname, 'fake');

/** A folder that goes when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hone-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The fake trainer behaves as the target says. */
export function recipeFor(behaviour: string, epochs = 6): Recipe {
  const recipe = defaultRecipe(behaviour);
  return { ...recipe, training: { ...recipe.training, epochs } };
}

export interface TestBench {
  home: string;
  workbench: Workbench;
  events: WorkbenchEvent[];
  /** A file that may be opened. */
  file: string;
  dialogs: Dialogs;
}

const cancelled = async () => null;

export async function openBench(before?: string): Promise<TestBench> {
  const home = before ?? (await temporaryFolder());
  const file = path.join(home, 'table.csv');
  await writeFile(file, 'a,b\n1,2\n');
  const dialogs: Dialogs = {
    openData: cancelled,
    openTables: cancelled,
    openFolder: cancelled,
    saveFolder: cancelled,
    saveFile: cancelled,
  };
  const launch = launchChildProcess(fakes);
  const workbench = createWorkbench({ home, launch, door: 'cli', version: '0', samples: home, dialogs });
  onTestFinished(() => workbench.close());
  const events: WorkbenchEvent[] = [];
  workbench.onEvent((event) => events.push(event));
  return { home, workbench, events, file, dialogs };
}
