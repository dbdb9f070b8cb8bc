// The body of a call.
import type { IncomingMessage } from 'node:http';
import { HoneError } from '../core/errors';

const MOST_BYTES = 8 << 20;

/** The body as JSON; nothing is an empty object. HoneError `request-invalid` if it is too large or no JSON. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) throw new HoneError('request-invalid', 'The call is too large.');
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HoneError('request-invalid', 'The call is not JSON.', { cause });
  }
}
