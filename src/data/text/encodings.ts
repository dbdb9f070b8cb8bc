// The encodings of text files: how each is turned into text.
import iconv from 'iconv-lite';
import type { Dialect } from '../../core/recipe/dialect';

export type Encoding = Dialect['encoding'];

/** Names that iconv-lite knows them by. Node's own decoder takes CP949 for EUC-KR and damages it. */
const names: Record<Encoding, string> = {
  'utf-8': 'utf8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  cp949: 'cp949',
  'euc-kr': 'cp949',
  'shift-jis': 'cp932',
  gb18030: 'gb18030',
  big5: 'big5hkscs',
  'windows-1252': 'windows1252',
  'windows-1250': 'windows1250',
  'windows-1251': 'windows1251',
  'latin-1': 'iso88591',
};

/** Turns bytes into text as they stream by; what is no character becomes U+FFFD. */
export interface Decoder {
  write(bytes: Uint8Array): string;
  /** The rest, if the bytes ended within a character. */
  end(): string;
}

/** A decoder without memory of others; a byte order mark at the beginning is left out. */
export function createDecoder(encoding: Encoding): Decoder {
  const decoder = iconv.getDecoder(names[encoding]);
  let begun = false;
  const begin = (text: string) => {
    if (begun || text === '') return text;
    begun = true;
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  };
  return {
    write: (bytes) => begin(decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))),
    end: () => begin(decoder.end() ?? ''),
  };
}

/** Text of bytes that are all there. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  const decoder = createDecoder(encoding);
  return decoder.write(bytes) + decoder.end();
}

/** Bytes of a text, without byte order mark; what the encoding lacks becomes a question mark. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  return iconv.encode(text, names[encoding], { addBOM: false });
}
