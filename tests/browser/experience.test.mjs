// The form for an experience: everything that can be wrong at once, then a success, with and without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asPerson, world } from './support/browser.mjs';
import { DESKTOP, PHONE, accessible, picture } from './support/look.mjs';
import { signIn } from './support/steps.mjs';

const parts = world();

async function fill(page, fields) {
  for (const [id, value] of Object.entries(fields)) {
    const field = page.locator(`#${id}`);
    const kind = await field.evaluate((one) => (one.tagName === 'SELECT' ? 'select' : one.type));
    if (kind === 'select') await field.selectOption(value);
    else if (kind === 'checkbox') await field.setChecked(value);
    else await field.fill(value);
  }
}

const WRONG = {
  job: 'x'.repeat(151),
  startingDate: '2010-06-30',
  finishingDate: '2010-06-30',
  onCourse: true,
  level: 'mando-intermedio',
  salaryMin: '24.000',
  salaryMax: '18.000',
  description: 'x'.repeat(4001),
  expertise: 'y'.repeat(101),
};

const RIGHT = {
  company: 'Librería Cervantes',
  job: 'Shop assistant',
  finishingDate: '',
  category: 'comercial-ventas',
  staff: '1-5',
  reportingTo: 'director-area',
  salaryPeriod: 'bruto-ano',
  salaryMin: '18.000',
  salaryMax: '24.000',
  description: 'Advising customers.\nOrdering from publishers.',
  expertise: 'Stock keeping\n\nCatalan',
};

/// What has to be named when all of that is wrong.
const NAMED = [
  'job',
  'company',
  'finishingDate',
  'category',
  'subcategories',
  'staff',
  'reportingTo',
  'salaryPeriod',
  'salaryMax',
  'description',
  'expertise',
];

for (const scripts of [true, false]) {
  for (const viewport of [PHONE, DESKTOP]) {
    const how = `${scripts ? 'with' : 'without'}-scripts-${viewport.width}`;
    test(`an insert with every kind of error, then a success, ${how}`, async () => {
      const { demo } = parts;
      await asPerson(parts, { scripts, viewport }, async (page) => {
        await page.goto('/sign-in');
        await signIn(page, demo, `${how}@example.com`);
        await page.waitForURL('**/me');
        await page.goto('/me/curricula');
        await page.locator('a[href$="/experience/new"]').first().click();
        await fill(page, WRONG);
        await page.locator('#company').press('Enter');

        const summary = page.locator('main [role="alert"]').first();
        await summary.waitFor();
        const links = await summary.locator('a').evaluateAll((all) => all.map((one) => one.hash.slice(1)));
        for (const id of NAMED) {
          assert.ok(links.includes(id), `${id} is in the summary: ${links}`);
          assert.ok((await page.locator(`#${id}-error`).count()) > 0, `${id} has its error beside it`);
        }
        assert.equal(await page.locator('#startingDate').inputValue(), '2010-06-30', 'what was entered is kept');
        if (scripts) await accessible(page);
        await picture(page, `experience-wrong-${how}`);

        await fill(page, RIGHT);
        if (!scripts) await page.locator('button[name="show"]').click();
        await page.locator('#areas input').first().check();
        await page.locator('#job').press('Enter');
        await page.waitForURL(/\/me\?done=/);
        assert.ok((await page.locator('main').innerText()).includes('Librería Cervantes'));
        if (scripts) await accessible(page);
        await picture(page, `experience-added-${how}`);
      });
    });
  }
}
