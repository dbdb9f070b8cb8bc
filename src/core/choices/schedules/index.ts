// All learning-rate schedules, in the order in which people see them.
import { z } from 'zod';
import { constant } from './constant';
import { cosine } from './cosine';

export const schedules = [constant, cosine] as const;
export const scheduleSchema = z.discriminatedUnion('kind', [constant.schema, cosine.schema]);
