// A data process for tests: every file is a table of one column, unless its name says otherwise.
process.on('message', ({ id, path }) => {
  if (path.includes('dies')) process.exit(1);
  if (path.includes('bad')) {
    const error = {
      code: 'data-invalid',
      message: 'The file is bad.',
      place: { file: path, line: 3 },
      fix: 'Mend it.',
    };
    return process.send({ kind: 'failed', id, error });
  }
  process.send({ kind: 'progress', id, phase: 'reading', share: 0.5, bytes: { done: 1, total: 2 } });
  const profile = {
    path,
    name: path.split('/').at(-1),
    bytes: 1,
    fingerprint: 'f',
    dialect: {
      encoding: 'utf-8',
      compression: 'none',
      delimiter: ',',
      quote: '"',
      escape: '',
      comment: '',
      preambleLines: 0,
      headerRows: 1,
      footerLines: 0,
      decimal: '.',
      thousands: '',
      dateOrder: 'auto',
      missing: [],
    },
    rows: 0,
    columns: [],
    preview: [],
    warnings: [],
    reading: {
      format: 'csv',
      sheets: [],
      confidence: 1,
      parts: [],
      rejected: [],
      rejectedRows: 0,
      mended: [],
      mendedRows: 0,
    },
    suggestedTarget: 'quick',
  };
  process.send({ kind: 'inspected', id, profile });
});
process.on('disconnect', () => process.exit(0));
process.send({ kind: 'ready' });
