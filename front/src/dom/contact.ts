// The contact form's states. Without script the browser posts the form itself.
// SPDX-License-Identifier: Apache-2.0

const WORDS = {
  sending: "Sending\u2026", sent: "Message sent. We'll get back to you soon.",
  failed: "Not sent. Your message is still in the form; try again", elsewhere: ", or use the other way below.",
};

/** Posts a contact form without leaving the page, and says how it went. */
export async function sendContact(event: SubmitEvent): Promise<void> {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches(".contact form")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  const status = form.querySelector("[role=status]");
  const say = (state: string, text: string) => status && Object.assign(status, { className: state, textContent: text });
  form.ariaBusy = "true";
  say("sending", WORDS.sending);
  try {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) body.append(name, String(value));
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    form.reset();
    say("sent", WORDS.sent);
  } catch {
    say("failed", WORDS.failed + (form.parentElement?.querySelector(".ways") ? WORDS.elsewhere : "."));
  }
  form.ariaBusy = null;
}
