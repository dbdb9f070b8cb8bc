// Which kind of file it is, by its first bytes: names lie.
import { open } from 'node:fs/promises';
import { describeFileFault } from '../file-scan';

/** `text` is everything that is read line by line, JSON and packed text included. */
export type FileFormat = 'text' | 'parquet' | 'excel' | 'arrow';

const HEAD_BYTES = 8192;

/** Throws a HoneError if the file cannot be read. */
export async function detectFormat(path: string): Promise<FileFormat> {
  try {
    const file = await open(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
      return formatOf(head.subarray(0, bytesRead), path);
    } finally {
      await file.close();
    }
  } catch (error) {
    // A folder or a device is told apart by whoever reads the text.
    if ((error as { code?: unknown }).code === 'EISDIR') return 'text';
    throw describeFileFault(error, path);
  }
}

const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');

function formatOf(head: Buffer, path: string): FileFormat {
  const begins = (text: string) => head.subarray(0, text.length).equals(Buffer.from(text, 'latin1'));
  if (begins('PAR1') || begins('PARE')) return 'parquet';
  if (begins('ARROW1') || begins('FEA1') || isArrowStream(head)) return 'arrow';
  if (head.subarray(0, 8).equals(compoundFile)) return 'excel';
  if (begins('PK\x03\x04') && isWorkbook(head)) return 'excel';
  return isMarkedUpWorkbook(head, path) ? 'excel' : 'text';
}

/** A continuation mark and the length of the schema, which is no more than some kilobytes. */
function isArrowStream(head: Buffer): boolean {
  if (head.length < 12 || head.readUInt32LE(0) !== 0xffffffff) return false;
  const length = head.readUInt32LE(4);
  return length > 0 && length < 1 << 24 && length % 8 === 0;
}

/** The parts of a workbook stand at the beginning of its archive by their names. */
function isWorkbook(head: Buffer): boolean {
  if (head.length < 30) return false;
  const text = head.toString('latin1');
  if (text.includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')) return true;
  const first = text.slice(30, 30 + head.readUInt16LE(26));
  return /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/.test(first);
}

/** Programs write HTML and the XML of Excel 2003 under the name of a workbook. */
function isMarkedUpWorkbook(head: Buffer, path: string): boolean {
  if (!/\.(?:xls|xml|xht?ml|html?)$/i.test(path)) return false;
  const text = head.toString('latin1').trimStart();
  return text.startsWith('<') && /<table|urn:schemas-microsoft-com:office:spreadsheet/i.test(text);
}
