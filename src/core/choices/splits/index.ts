// All splitters, in the order in which people see them.
import { z } from 'zod';
import { column } from './column';
import { group } from './group';
import { kFold } from './k-fold';
import { random } from './random';
import { stratified } from './stratified';
import { timeOrdered } from './time-ordered';

export const splits = [stratified, random, group, timeOrdered, kFold, column] as const;
export const splitSchema = z.discriminatedUnion('kind', [
  stratified.schema,
  random.schema,
  group.schema,
  timeOrdered.schema,
  kFold.schema,
  column.schema,
]);
