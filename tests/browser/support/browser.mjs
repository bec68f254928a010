// Chromium, and people in it.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

import { Demo } from './demo.mjs';
import { Partner } from './partner.mjs';

export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // There is no network: no name leads anywhere.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

const PATIENCE = 15_000;

/// A demo, its partner and a browser for the tests of one file, and whatever else it prepares.
export function world({ samples, prepare } = {}) {
  const parts = {};
  before(async () => {
    parts.demo = await Demo.start({ samples });
    parts.partner = await Partner.of(parts.demo);
    parts.browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
    await prepare?.(parts);
  });
  after(async () => {
    await parts.browser?.close();
    await parts.demo?.stop();
  });
  return parts;
}

/// Runs something as a person with a browser profile of their own; afterwards nothing may have been complained of.
export async function asPerson({ browser, demo }, options, act) {
  const { language = 'en', scripts = true, elsewhere = [], ...more } = options;
  const context = await browser.newContext({
    baseURL: demo.origin,
    locale: language,
    javaScriptEnabled: scripts,
    viewport: { width: 390, height: 844 },
    ...more,
  });
  context.setDefaultTimeout(PATIENCE);
  const complaints = listen(context, [demo.origin, ...elsewhere]);
  try {
    const result = await act(await context.newPage(), context);
    assert.deepEqual(complaints, []);
    return result;
  } finally {
    await context.close();
  }
}

/// Collects console errors, script errors and requests to places that are not named.
function listen(context, origins) {
  const complaints = [];
  const refusedPages = new Set();
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && !origins.includes(origin)) complaints.push(`request to ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.status() >= 400) refusedPages.add(response.url());
  });
  context.on('console', (line) => {
    // The browser itself says so of a page that is answered with 404 or 422; the tests look at the status.
    const ofRefusedPage = line.text().startsWith('Failed to load resource') && refusedPages.has(line.location().url);
    if (line.type() === 'error' && !ofRefusedPage) complaints.push(`console: ${line.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`script: ${error.error()}`));
  return complaints;
}
