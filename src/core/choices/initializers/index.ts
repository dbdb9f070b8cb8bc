// All kernel initializers, in the order in which people see them.
import { z } from 'zod';
import { glorotNormal } from './glorot-normal';
import { glorotUniform } from './glorot-uniform';
import { heNormal } from './he-normal';
import { heUniform } from './he-uniform';
import { lecunNormal } from './lecun-normal';
import { lecunUniform } from './lecun-uniform';
import { orthogonal } from './orthogonal';
import { smallNormal } from './small-normal';
import { truncatedNormal } from './truncated-normal';
import { uniform } from './uniform';
import { zeros } from './zeros';

export const initializers = [
  heNormal,
  heUniform,
  glorotUniform,
  glorotNormal,
  lecunNormal,
  lecunUniform,
  orthogonal,
  truncatedNormal,
  smallNormal,
  uniform,
  zeros,
] as const;
export const initializerSchema = z.discriminatedUnion('kind', [
  heNormal.schema,
  heUniform.schema,
  glorotUniform.schema,
  glorotNormal.schema,
  lecunNormal.schema,
  lecunUniform.schema,
  orthogonal.schema,
  truncatedNormal.schema,
  smallNormal.schema,
  uniform.schema,
  zeros.schema,
]);
