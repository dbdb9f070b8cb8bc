// All warnings in the order of trust: what makes every figure meaningless comes first.
import { afterEventColumn } from './after-event-column';
import { classImbalance } from './class-imbalance';
import { constantColumn } from './constant-column';
import { contradictoryRows } from './contradictory-rows';
import { duplicateRows } from './duplicate-rows';
import { heavyTailedColumn } from './heavy-tailed-column';
import { heavyTailedTarget } from './heavy-tailed-target';
import { idColumn } from './id-column';
import { leakageSuspect } from './leakage-suspect';
import { missingValues } from './missing-values';
import { mixedColumn } from './mixed-column';
import { partDrift } from './part-drift';
import { rareClass } from './rare-class';
import { repeatedGroup } from './repeated-group';
import { sharedRows } from './shared-rows';
import { spellingVariants } from './spelling-variants';
import { targetCopy } from './target-copy';
import { timeOrder } from './time-order';
import { twinColumns } from './twin-columns';

export const warnings = [
  targetCopy,
  leakageSuspect,
  afterEventColumn,
  sharedRows,
  duplicateRows,
  repeatedGroup,
  timeOrder,
  partDrift,
  contradictoryRows,
  idColumn,
  rareClass,
  classImbalance,
  mixedColumn,
  spellingVariants,
  heavyTailedTarget,
  heavyTailedColumn,
  missingValues,
  twinColumns,
  constantColumn,
] as const;
