// What `electron [-r module] <folder or file> [arguments]` does: names the app and runs its main file.

const { app } = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

/** The modules to load first and the app to run; Chromium's own switches are passed over. */
function parse(args) {
  const modules = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '-r' || args[i] === '--require') modules.push(args[++i]);
    else if (args[i] === '--') return { modules, target: args[i + 1] };
    else if (!args[i].startsWith('-')) return { modules, target: args[i] };
  }
  return { modules, target: undefined };
}

/** Gives the app its name, version and folders as a packaged Electron would, and returns its main file. */
function adopt(target) {
  const place = path.resolve(target);
  const manifest = path.join(place, 'package.json');
  if (!existsSync(manifest)) {
    app.setAppPath(path.dirname(place));
    return place;
  }
  const { name, productName, version, main } = JSON.parse(readFileSync(manifest, 'utf8'));
  app.setVersion(version ?? '0.0.0');
  app.setName(productName ?? name ?? 'Electron');
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
  app.setAppPath(place);
  return path.join(place, main ?? 'index.js');
}

function fail(error) {
  console.error(error);
  process.exit(1);
}

const { modules, target } = parse(process.argv.slice(1));
if (process.argv.includes('--version')) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
for (const name of modules) Module._load(name, module, true);
if (target === undefined) fail('usage: electron <folder or file>');
const main = adopt(target);
if (main.endsWith('.mjs')) import(pathToFileURL(main).href).catch(fail);
else Module._load(main, Module, true);
