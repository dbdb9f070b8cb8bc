// All splitters, in the order in which people see them.
import { z } from 'zod';
import { random } from './random';
import { stratified } from './stratified';

export const splits = [stratified, random] as const;
export const splitSchema = z.discriminatedUnion('kind', [stratified.schema, random.schema]);
