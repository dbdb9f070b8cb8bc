// Zod may compile its schemas with `new Function`, which the page's security policy forbids: told before any schema is made.
import { z } from 'zod';

z.config({ jitless: true });
