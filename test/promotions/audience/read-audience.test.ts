import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { AudienceFault } from '../../../src/ports/audience-files.ts';
import type { WantedAudience } from '../../../src/promotions/audience/audience-fields.ts';
import { readAudience } from '../../../src/promotions/audience/read-audience.ts';
import { chopped, row, rowsOf } from '../../support/reading-audiences.ts';

const read = (file: string, content: string | Uint8Array, wants: WantedAudience['wants'] = 'noPoints') =>
  rowsOf(chopped(Buffer.from(content)), { file, wants });
const fault = async (...file: Parameters<typeof read>) => {
  const error = await read(...file).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AudienceFault);
  return error instanceof AudienceFault ? error.message : '';
};

describe('CSV', () => {
  test('says customers, points, texts and birthdays, and the line where each row begins', async () => {
    const csv = 'customer,points,text,birthday\nana@example.com,10,Thanks,1990-05-03\n12345678909,20,,\n';
    expect(await read('vip.csv', csv, 'points')).toEqual([
      row(2, 'ana@example.com', { points: '10', text: 'Thanks', birthday: '1990-05-03' }),
      row(3, '12345678909', { points: '20' }),
    ]);
  });

  test.each([
    ['semicolons, as Excel writes them in Brazil', 'customer;text\r\nana;"a;b, c"\r\n'],
    ['tabs', 'customer\ttext\nana\ta;b, c\n'],
    ['a delimiter inside a quoted name', '"a,b,c,d";customer;text\nx;ana;"a;b, c"'],
    ['names in capitals and with white space, in another order', ' TEXT , Nome, Customer\n"a;b, c",Ana,ana'],
  ])('finds %s', async (_name, csv) => {
    expect(await read('vip.csv', csv)).toEqual([row(2, 'ana', { text: 'a;b, c' })]);
  });

  test('line breaks and quotes in quoted text belong to it', async () => {
    const csv = 'customer,text\r\nana,"one\r\ntwo\nthree ""four"""\r\nbob,\r\n';
    expect(await read('vip.csv', csv)).toEqual([row(2, 'ana', { text: 'one\r\ntwo\nthree "four"' }), row(5, 'bob')]);
  });

  test('quotes in text without quotes around it are taken as written', async () => {
    const csv = 'customer,text\nana,Maria "Mia" Souza\nbob,"Mia" Souza\ncid,x\n';
    expect(await read('vip.csv', csv)).toEqual([
      row(2, 'ana', { text: 'Maria "Mia" Souza' }),
      row(3, 'bob', { text: '"Mia" Souza' }),
      row(4, 'cid', { text: 'x' }),
    ]);
  });

  test('lines without content are skipped, and counted', async () => {
    const csv = '\r\n  \r\ncustomer;text\r\n\r\nana;\r\n;\r\n \r\nbob;\r\n;;;\r\n\r\n';
    expect(await read('vip.csv', csv)).toEqual([row(5, 'ana'), row(8, 'bob')]);
  });

  test('a row that cannot be used stops no other', async () => {
    const csv = 'customer,points\nana,1,2\nbob\n,3\ncid,\n" ",\ndan,4\n,5,6';
    expect(await read('vip.csv', csv, 'points')).toEqual([
      { line: 2, fault: 'columns: 3 instead of 2; text with the delimiter in it has to be in quotes' },
      { line: 3, fault: 'columns: 1 instead of 2; text with the delimiter in it has to be in quotes' },
      { line: 4, fault: 'has no customer' },
      { line: 5, fault: 'has no points' },
      row(7, 'dan', { points: '4' }),
      { line: 8, fault: 'columns: 3 instead of 2; text with the delimiter in it has to be in quotes' },
    ]);
  });

  test('a row of birthdays needs one', async () => {
    expect(await read('b.csv', 'birthday,customer\n,ana\n03-05,bob\n', 'birthdays')).toEqual([
      { line: 2, fault: 'has no birthday' },
      row(3, 'bob', { birthday: '03-05' }),
    ]);
  });

  test.each<[string, string, WantedAudience['wants'], string]>([
    [
      'a missing column',
      'email,points\na,1\n',
      'points',
      'vip.csv: the file has no column customer; there are email, points',
    ],
    [
      'missing columns',
      ' Nome ;CPF/CNPJ;Compras 12\na;1;2\n',
      'birthdays',
      'vip.csv: the file has no column customer and no column birthday; there are Nome, CPF/CNPJ, Compras 12',
    ],
    [
      'an address in place of the header',
      'ana@example.com,10\n',
      'noPoints',
      'vip.csv: the file has no column customer; the first line has to be the header, with the names of the columns',
    ],
    [
      'a document in place of the header',
      'Ana,123.456.789-09\n',
      'noPoints',
      'vip.csv: the file has no column customer; the first line has to be the header, with the names of the columns',
    ],
    [
      'JSON in place of the header',
      '{"customer":"ana"}\n',
      'noPoints',
      'vip.csv: the file has no column customer; the first line has to be the header, with the names of the columns',
    ],
    [
      'points beside fixed points',
      'customer,Points\nana,1\n',
      'noPoints',
      'vip.csv: the file has a column points, but the promotion\'s points are fixed; leave them out of the file, or write points: "audience" in the promotion',
    ],
    [
      'a column twice',
      'customer,Customer\na,b\n',
      'noPoints',
      'vip.csv: two columns are called customer; leave one out',
    ],
    ['nothing at all', '', 'noPoints', 'vip.csv: the file has no rows'],
    ['a header only', 'customer\r\n\r\n', 'noPoints', 'vip.csv: the file has no rows'],
    [
      'a quote that is never closed',
      'customer,text\nana,x\nbob,"y\ncid,z\n',
      'noPoints',
      'vip.csv, line 3: a quote of the row that begins here is never closed',
    ],
    [
      'a quote that is closed much later',
      `customer,text\nana,x\nbob,"y\n${'cid,z\n'.repeat(20_000)}dan,"x"\n`,
      'noPoints',
      'vip.csv, line 3: the row that begins here is longer than 65536 bytes; is a quote left open?',
    ],
  ])('refuses %s', async (_name, csv, wants, message) => {
    expect(await fault('vip.csv', csv, wants)).toBe(message);
  });
});

describe('JSON Lines', () => {
  test('says the same, with numbers as they are written', async () => {
    const lines = [
      '{"customer":"ana@example.com","points":10,"text":"Thanks","birthday":"1990-05-03"}\r',
      '',
      ' { "Points": 820982911946154508.50, " CUSTOMER ": 12345678909123456789, "text": null, "other": {"text": 1} }',
    ];
    expect(await read('vip.jsonl', lines.join('\n'), 'points')).toEqual([
      row(1, 'ana@example.com', { points: '10', text: 'Thanks', birthday: '1990-05-03' }),
      row(3, '12345678909123456789', { points: '820982911946154508.50' }),
    ]);
  });

  test('a row that cannot be used stops no other', async () => {
    const lines = [
      'customer,points',
      '["ana",1]',
      'null',
      '"ana"',
      '{"customer":"ana","points":1',
      '{"customer":["ana"]}',
      '{"customer":"ana","points":true}',
      '{"customer":"ana","Customer":"bob"}',
      '{"points":1}',
      '{"customer":"a"}',
      '{}',
      '{"customer":"ana","points":" "}',
      '{"customer":"ana","points":"7"}',
    ];
    expect(await read('vip.jsonl', lines.join('\n'), 'points')).toEqual([
      ...[1, 2, 3, 4, 5].map((line) => ({ line, fault: 'is no JSON object' })),
      { line: 6, fault: 'customer has to be text or a number' },
      { line: 7, fault: 'points has to be text or a number' },
      { line: 8, fault: 'says customer twice' },
      { line: 9, fault: 'has no customer' },
      { line: 10, fault: 'has no points' },
      { line: 11, fault: 'has no customer and no points' },
      { line: 12, fault: 'has no points' },
      row(13, 'ana', { points: '7' }),
    ]);
  });

  test('refuses points beside fixed points', async () => {
    expect(await fault('vip.jsonl', '{"customer":"ana"}\n{"customer":"bob","points":1}\n')).toBe(
      'vip.jsonl, line 2: the row says points, but the promotion\'s points are fixed; leave them out of the file, or write points: "audience" in the promotion',
    );
    expect(await read('vip.jsonl', '{"customer":"ana","points":null}')).toEqual([row(1, 'ana')]);
  });

  test('refuses a file without rows', async () => {
    expect(await fault('vip.jsonl', ' \r\n\n')).toBe('vip.jsonl: the file has no rows');
  });
});

describe('bytes', () => {
  const latin1 = Buffer.from('customer,text\nana,x\njo\xe3o,y\n', 'latin1');
  const utf16 = Buffer.from('\ufeffcustomer,text\nana,x\n', 'utf16le');
  const packed = gzipSync('customer\nana\n'.padEnd(5_000, 'bob\n'));

  test.each([
    ['what is not UTF-8', 'vip.csv', latin1, 'vip.csv, line 3: this is not UTF-8; save the file as UTF-8'],
    ['UTF-16', 'vip.csv', utf16, 'vip.csv: the file is written in UTF-16; save it as UTF-8'],
    [
      'UTF-16 the other way round',
      'v.jsonl',
      utf16.swap16(),
      'v.jsonl: the file is written in UTF-16; save it as UTF-8',
    ],
    [
      'gzip data cut off',
      'vip.csv.gz',
      packed.subarray(0, -9),
      'vip.csv.gz: its gzip data is cut off; upload the whole file again',
    ],
    [
      'gzip data that is damaged',
      'vip.csv.gz',
      Buffer.concat([packed.subarray(0, 10), Buffer.alloc(50, 0xff)]),
      'vip.csv.gz: its gzip data is damaged; pack and upload it again',
    ],
    [
      'gzip data whose checksum is another',
      'vip.csv.gz',
      Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]),
      'vip.csv.gz: its gzip data is damaged; pack and upload it again',
    ],
  ])('refuse %s', async (_name, file, content, message) => {
    expect(await fault(file, Uint8Array.from(content))).toBe(message);
  });

  test.each([
    ['packed under a plain name', 'vip.csv', packed],
    ['plain under a packed name', 'vip.csv.gz', Buffer.from('customer\nana\nbob\n')],
    ['packed in two parts', 'vip.csv', Buffer.concat([gzipSync('customer\na'), gzipSync('na\nbob\n')])],
    ['with a mark at the beginning', 'vip.csv', Buffer.from('\ufeffcustomer\nana\nbob\n')],
    ['packed with a mark', 'vip.csv.gz', gzipSync('\ufeff"customer"\nana\nbob')],
  ])('are read %s', async (_name, file, content) => {
    expect((await read(file, content)).slice(0, 2)).toEqual([row(2, 'ana'), row(3, 'bob')]);
  });

  test('a line may have 64 KB and no more, however it arrives', async () => {
    const line = (bytes: number) => Buffer.from(`\ufeff{"customer":"${'a'.repeat(bytes - 15)}"}\n{"customer":"bob"}`);
    for (const sizes of [[], [1], [65_000], Array<number>(100).fill(1_000)]) {
      const wanted = { file: 'vip.jsonl', wants: 'noPoints' } as const;
      expect(await rowsOf(chopped(line(65_536), sizes), wanted)).toHaveLength(2);
      await expect(rowsOf(chopped(line(65_537), sizes), wanted)).rejects.toThrow(
        'vip.jsonl, line 1: the row that begins here is longer than 65536 bytes; is a quote left open?',
      );
    }
  });

  test('a line that is far too long is given up long before its end', async () => {
    let taken = 0;
    async function* commas() {
      for (; taken < 1_000; taken += 1) yield Buffer.alloc(1_000, ',');
    }
    await expect(rowsOf(commas(), { file: 'vip.csv', wants: 'noPoints' })).rejects.toThrow(
      'is longer than 65536 bytes',
    );
    expect(taken).toBeLessThan(70);
  });

  test.each(['vip.csv', 'vip.csv.gz'])('that fail to arrive fail as they did: %s', async (file) => {
    const failure = new Error('the line is cut');
    async function* failing() {
      yield file.endsWith('.gz') ? packed.subarray(0, 40) : Buffer.from('customer\nana\n');
      throw failure;
    }
    await expect(rowsOf(failing(), { file, wants: 'noPoints' })).rejects.toBe(failure);
  });

  test.each(['vip.csv', 'vip.csv.gz'])('are let go of by whoever stops reading: %s', async (file) => {
    let ended = false;
    async function* watched() {
      try {
        const rows = `customer\n${'ana\n'.repeat(100_000)}`;
        yield* chopped(file.endsWith('.gz') ? gzipSync(rows) : Buffer.from(rows), [100, 100]);
        yield* chopped(Buffer.alloc(0));
      } finally {
        ended = true;
      }
    }
    for await (const _batch of readAudience(watched(), { file, wants: 'noPoints' })) break;
    expect(ended).toBe(true);
  });
});

test('batches stay small, however large the chunks are', async () => {
  const csv = Buffer.from(`customer\n${'somebody@example.com\n'.repeat(20_000)}`);
  let [rows, largest] = [0, 0];
  for await (const { length } of readAudience(chopped(csv), { file: 'vip.csv', wants: 'noPoints' })) {
    rows += length;
    largest = Math.max(largest, length);
  }
  expect(rows).toBe(20_000);
  expect(largest).toBeLessThan(1_000);
});
