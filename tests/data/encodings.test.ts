// Encodings: every character of their code pages, how they are found, and texts read through them whole.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decode, type Encoding, encode } from '../../src/data/text/encodings';
import { openText, type TextOptions } from '../../src/data/text/text-source';
import { zipOf } from '../../bench/pollution/zip.mjs';
import { checkCodePage, type CodePage } from './code-pages';
import { temporaryFile } from './temporary-folder';

const pages = JSON.parse(
  readFileSync(join(import.meta.dirname, '../parity/golden/code_pages.json'), 'utf8'),
) as Record<string, CodePage>;

describe('code pages', () => {
  // Of nine characters of Big5 Python takes another of the two codes that the page has for each.
  const elsewhere = new Set('¢£¥•‾∼☉♁､');
  test.each(Object.entries(pages))('%s: every assigned character comes back', (name, page) => {
    const { characters, lost } = checkCodePage(name as Encoding, page);
    expect(characters).toBe(page.characters);
    expect(lost.filter((sign) => name !== 'big5' || !elsewhere.has(sign))).toEqual([]);
  });

  test.each(['cp949', 'shift-jis'] as const)('%s: every pair of bytes means what Python says', (name) => {
    expect(checkCodePage(name, pages[name] as CodePage).pairsSha256).toBe(pages[name]?.pairsSha256);
  });

  test('GB18030 has all planes', () => {
    for (let code = 0x10000; code < 0x110000; code += 97) {
      const sign = String.fromCodePoint(code);
      expect(decode(encode(sign, 'gb18030'), 'gb18030')).toBe(sign);
    }
  });

  test('CP949 beyond EUC-KR is not damaged', () => {
    expect(decode(Uint8Array.of(0x8c, 0x63, 0xb9, 0xe6), 'cp949')).toBe('똠방');
  });
});

const lines = (row: string) => `a;b\n${Array.from({ length: 12 }, (_, i) => `${row};${i}\n`).join('')}`;

async function opened(bytes: Uint8Array | string, options?: TextOptions) {
  const source = await openText(temporaryFile(bytes), options);
  const { encoding, compression, sample, lines: count, warnings } = source;
  const text = readFileSync(source.path, 'utf8').replace(/^\uFEFF/, '');
  source.close();
  return { encoding: encoding.encoding, compression, head: sample.head, count, text, warnings };
}

describe('found from the bytes', () => {
  test.each<[Encoding, string]>([
    ['cp949', '서울특별시 강남구'],
    ['cp949', '똠방각하 펲시콜라 이름'],
    ['shift-jis', '東京都の天気は晴れ'],
    ['shift-jis', 'カタカナ'],
    ['gb18030', '北京市今天天气很好'],
    ['big5', '臺北市今天天氣很好'],
    ['windows-1252', 'Málaga – São Paulo – Zürich'],
    ['windows-1251', 'Москва, улица Ленина'],
    ['windows-1250', 'Łódź i Kraków, źdźbło'],
  ])('%s: %s', async (encoding, row) => {
    const text = lines(row);
    expect(await opened(encode(text, encoding))).toMatchObject({ encoding, text, head: text, count: 13 });
  });

  test.each<[Encoding, number[]]>([
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
    ['utf-16le', []],
    ['utf-16be', []],
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-8', []],
  ])('%s with the mark %j', async (encoding, mark) => {
    const text = lines('naïve, 서울');
    const bytes = Buffer.concat([Buffer.from(mark), encode(text, encoding)]);
    expect(await opened(bytes)).toMatchObject({ encoding, text, warnings: [] });
  });

  test('what is not ASCII far below the head', async () => {
    const text = `${'x;1\n'.repeat(200_000)}${lines('서울특별시')}`;
    expect((await opened(encode(text, 'cp949'))).text).toBe(text);
  });

  test('UTF-8 with one damaged character stays UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(lines('서울특별시')), Buffer.from([0xec, 0x84])]);
    expect(await opened(bytes)).toMatchObject({
      encoding: 'utf-8',
      warnings: ['One character is damaged, the first on line 14.'],
    });
  });

  test('the choice of the user goes first', async () => {
    const text = lines('é');
    expect((await opened(encode(text, 'windows-1250'), { encoding: 'windows-1250' })).text).toBe(text);
  });
});

describe('packed', () => {
  const text = lines('서울');
  test.each([
    ['gzip', gzipSync(Buffer.from(text))],
    ['zip', zipOf('deep/data.csv', Buffer.from(text))],
    ['gzip', gzipSync(encode(text, 'cp949'))],
  ])('%s', async (compression, bytes) => {
    expect(await opened(bytes)).toMatchObject({ compression, text });
  });

  test('a member that is not there', async () => {
    const bytes = zipOf('data.csv', Buffer.from(text));
    await expect(opened(bytes, { member: 'other.csv' })).rejects.toMatchObject({ code: 'data-invalid' });
  });

  test('an archive that unpacks without end', async () => {
    const bomb = gzipSync(Buffer.alloc(300 << 20));
    await expect(opened(bomb)).rejects.toThrow(/more than 400 times/);
  });
});

test('a reading that is stopped leaves no copy behind', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(opened(encode(lines('서울'), 'cp949'), { signal: stop.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
});
