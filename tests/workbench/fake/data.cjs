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
  process.send({ kind: 'progress', id, share: 0.5 });
  const profile = {
    path,
    name: path.split('/').at(-1),
    bytes: 1,
    fingerprint: 'f',
    dialect: { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' },
    rows: 0,
    columns: [],
    preview: [],
    warnings: [],
    suggestedTarget: 'quick',
  };
  process.send({ kind: 'inspected', id, profile });
});
process.on('disconnect', () => process.exit(0));
process.send({ kind: 'ready' });
