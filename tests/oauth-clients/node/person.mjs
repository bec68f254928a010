// A person at a browser without scripts: cookies, redirects within the server, and forms with their hidden fields.

import assert from 'node:assert/strict';

function unescaped(text) {
  return text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, number) => String.fromCodePoint(parseInt(number, hex ? 16 : 10)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function attribute(tag, name) {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`));
  return found ? unescaped(found[1]) : undefined;
}

// The form that has a field or a button of this name: where it goes, and its hidden fields.
function form(html, name) {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const text = forms.find((candidate) => candidate.includes(`name="${name}"`));
  assert.ok(text, `no form with ${name} in ${html}`);
  const hidden = (text.match(/<input[^>]*>/g) ?? []).filter((tag) => attribute(tag, 'type') === 'hidden');
  const fields = new URLSearchParams(hidden.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]));
  return { action: attribute(text.match(/<form[^>]*>/)[0], 'action'), fields };
}

export class Person {
  #fetch;
  #origin;
  #email;
  #cookies = new Map();

  constructor(fetch, origin, email) {
    this.#fetch = fetch;
    this.#origin = origin;
    this.#email = email;
  }

  // Opens an application's request, signs in where that is asked for, decides, and gives the URL that leads back.
  async decide(request, decision) {
    let page = await this.#open(request);
    if (page.includes('name="email"')) {
      page = await this.#fill(page, 'email', this.#email);
      page = await this.#fill(page, 'code', await this.#code());
    }
    return new URL(await this.#fill(page, 'decision', decision));
  }

  async #open(address) {
    return this.#follow(await this.#send(address, {}));
  }

  async #fill(page, name, value) {
    const { action, fields } = form(page, name);
    fields.set(name, value);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#follow(await this.#send(new URL(action, this.#origin), { method: 'POST', headers, body: fields }));
  }

  async #send(address, { headers, ...options }) {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const response = await this.#fetch(address, {
      ...options,
      redirect: 'manual',
      headers: { ...headers, accept: 'text/html', ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split('=');
      this.#cookies.set(name, value);
    }
    return response;
  }

  // A page, or the first URL that leads away from the server.
  async #follow(response) {
    const location = response.headers.get('location');
    if (!location) {
      assert.equal(response.status, 200);
      return response.text();
    }
    const to = new URL(location, this.#origin);
    return to.origin === this.#origin ? this.#open(to) : to.href;
  }

  async #code() {
    const mails = await (await fetch(new URL('/demo/outbox.json', this.#origin))).json();
    return mails.find((mail) => mail.to === this.#email).code;
  }
}
