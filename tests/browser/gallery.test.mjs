// Every page in every state that it can have, from the samples of the server's own tests: accessible in each language.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

import { FLAGS } from './support/browser.mjs';
import { PHONE, accessible, fitsNarrow } from './support/look.mjs';
import { LANGUAGES } from './support/words.mjs';

const FOLDER = process.env.GALLERY;

const KINDS = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://gallery').pathname;
  try {
    const bytes = await readFile(join(FOLDER, path));
    response.setHeader('content-type', KINDS[extname(path)] ?? 'application/octet-stream');
    response.end(bytes);
  } catch {
    response.statusCode = 404;
    response.end();
  }
});

let browser;
let names;

before(async () => {
  names = await readdir(FOLDER);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
});

after(async () => {
  await browser?.close();
  server.close();
});

for (const language of LANGUAGES) {
  test(`every page in every state: ${language}`, async () => {
    const pages = names.filter((name) => name.endsWith(`.${language}.in.html`));
    assert.ok(pages.length > 50, `${pages.length} pages`);
    const page = await browser.newPage({ viewport: PHONE, locale: language });
    const found = [];
    for (const name of pages) {
      await page.setViewportSize(PHONE);
      await page.goto(`http://127.0.0.1:${server.address().port}/${name}`);
      for (const check of [accessible, fitsNarrow]) {
        await check(page).catch((error) => found.push(`${name}: ${error.message}`));
      }
    }
    await page.close();
    assert.deepEqual(found, []);
  });
}
