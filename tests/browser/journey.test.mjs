// From a partner's push to the person's choice, in every language, with and without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asPerson, world } from './support/browser.mjs';
import { CHAIN, SENT, pathOf } from './support/partner.mjs';
import { askForCode, decide, enterCode, heading, openLink, press, signIn } from './support/steps.mjs';
import { LANGUAGES, isolated, message } from './support/words.mjs';

const parts = world();

const SENDER = isolated('Demo Payroll');

/// How each language writes what was sent as 2019-03.
const MARCH_2019 = { en: 'March 2019', id: 'Maret 2019', es: 'marzo de 2019' };

/// Every word that only the one who is meant may read.
const SECRETS = [
  'Demo Payroll',
  SENT.full_name,
  ...CHAIN.map(({ name }) => name),
  ...SENT.employment.flatMap(({ organisation, role_title }) => [organisation, role_title]),
];

const tells = async (page) => {
  const html = await page.content();
  return SECRETS.filter((secret) => html.includes(secret));
};

for (const language of LANGUAGES) {
  for (const scripts of [true, false]) {
    test(`push, link, mail, sign-in, accept: ${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
      const { demo, partner } = parts;
      const address = `accepts-${language}-${scripts}@example.com`;
      const { id, link } = await partner.push();
      assert.deepEqual(await partner.status(id), { id, status: 'incomplete', finalized_at: null });

      await asPerson(parts, { language, scripts }, async (page) => {
        await openLink(page, link, { language, scripts });
        await heading(page, language, 'sign-in-title');
        assert.deepEqual(await tells(page), [], 'nothing is told before sign-in');

        await askForCode(page, address);
        await heading(page, language, 'code-title');
        const mail = await demo.mailTo(address);
        assert.equal(mail.subject, message(language, 'mail-code-subject', { host: new URL(demo.origin).host }));
        assert.match(mail.text, new RegExp(`^ +${mail.code}$`, 'm'));
        await enterCode(page, mail.code);

        await heading(page, language, 'offer-title', { client: SENDER });
        assert.equal(new URL(page.url()).pathname, pathOf(link));
        assert.deepEqual(await tells(page), SECRETS, 'everything is told');
        assert.ok((await page.locator('main').innerText()).includes(MARCH_2019[language]));
        for (const decision of ['accept', 'decline']) {
          assert.ok(await page.getByRole('button', { name: message(language, decision), exact: true }).isVisible());
        }
        assert.equal((await partner.status(id)).status, 'incomplete', 'signing in is no consent');

        await press(page, 'decision', 'accept');
        await heading(page, language, 'ended-accepted-title');
        const { status, finalized_at } = await partner.status(id);
        assert.equal(status, 'verified');
        assert.ok(Math.abs(Date.now() - Date.parse(finalized_at)) < 60_000, finalized_at);

        await page.locator('main a.button').click();
        await heading(page, language, 'me-title');
        assert.deepEqual(await tells(page), SECRETS, 'it is in the record');

        await openLink(page, link, { language, scripts });
        await heading(page, language, 'ended-accepted-title');
      });
    });
  }

  test(`push, link, mail, sign-in, decline: ${language}`, async () => {
    const { demo, partner } = parts;
    const { id, link } = await partner.push();
    await asPerson(parts, { language }, async (page) => {
      await decide(page, demo, link, `declines-${language}@example.com`, 'decline');
      await heading(page, language, 'ended-declined-title');
      assert.equal((await partner.status(id)).status, 'canceled');
      assert.deepEqual(await tells(page), []);
      await page.goto('/me');
      assert.deepEqual(await tells(page), []);
      await openLink(page, link);
      await heading(page, language, 'ended-declined-title');
    });
  });
}

test('a second person sees a page that tells nothing, the same as for a link that never was', async () => {
  const { demo, partner } = parts;
  const { id, link } = await partner.push();
  await asPerson(parts, {}, async (first) => {
    await openLink(first, link);
    await signIn(first, demo, 'first@example.com');
    await heading(first, 'en', 'offer-title', { client: SENDER });

    await asPerson(parts, {}, async (second) => {
      await openLink(second, link);
      await signIn(second, demo, 'second@example.com');
      await heading(second, 'en', 'ended-nothing-title');
      assert.deepEqual(await tells(second), []);
      const words = await second.locator('body').innerText();

      const answer = await second.goto(pathOf(link));
      assert.equal(answer.status(), 404);
      await second.goto('/add/00000000-0000-4000-8000-000000000000');
      assert.equal(await second.locator('body').innerText(), words);
    });

    assert.equal((await partner.status(id)).status, 'incomplete');
    await press(first, 'decision', 'accept');
    await heading(first, 'en', 'ended-accepted-title');
    assert.equal((await partner.status(id)).status, 'verified');
  });
});

test('somebody who is signed in chooses the account first, and only then is the link bound', async () => {
  const { demo, partner } = parts;
  const { link } = await partner.push();
  await asPerson(parts, {}, async (page) => {
    await page.goto('/sign-in');
    await signIn(page, demo, 'one@example.com');
    await heading(page, 'en', 'me-title');
    await openLink(page, link);
    await heading(page, 'en', 'continue-title');
    assert.deepEqual(await tells(page), []);
    const name = message('en', 'continue-as', { address: isolated('o…@example.com') });
    assert.ok(await page.getByRole('button', { name }).isVisible());

    await press(page, 'account', 'other');
    await heading(page, 'en', 'sign-in-title');
    await signIn(page, demo, 'other@example.com');
    await heading(page, 'en', 'offer-title', { client: SENDER });
    assert.match(await page.locator('footer').innerText(), /o…@example\.com/);
    await press(page, 'decision', 'accept');
    await page.goto('/me');
    assert.match(await page.locator('main').innerText(), /other@example\.com/);
    assert.deepEqual(await tells(page), SECRETS);
  });
});

test('a wrong code is told, is not the end, and the right one still works', async () => {
  const { demo } = parts;
  await asPerson(parts, {}, async (page) => {
    await page.goto('/sign-in');
    await askForCode(page, 'errs@example.com');
    const { code } = await demo.mailTo('errs@example.com');
    await enterCode(page, code === '00000000' ? '11111111' : '00000000');
    await page.locator('[role="alert"]').waitFor();
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.evaluate(() => document.activeElement.name), 'code', 'the field has the focus');
    await enterCode(page, code);
    await heading(page, 'en', 'me-title');
  });
});

test('the visible switch counts more than the language of the browser, and keeps the page', async () => {
  for (const scripts of [true, false]) {
    await asPerson(parts, { language: 'es', scripts }, async (page) => {
      await page.goto('/sign-in?next=/me');
      await heading(page, 'es', 'sign-in-title');
      await press(page, 'language', 'id');
      await heading(page, 'id', 'sign-in-title');
      assert.equal(await page.locator('input[name="next"]').last().getAttribute('value'), '/me');
      await page.goto('/');
      await heading(page, 'id', 'home-title');
    });
  }
});
