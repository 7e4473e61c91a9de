/**
 * Lets the device sign what the console asks, by the form that says which of the two: `create` a passkey, or `get` one to sign
 * in with. Its answer is sent with the form. Sentences stand in the form's data attributes. Without it, and in browsers
 * that know no passkeys, one signs in by email.
 */
export const passkeyScript = `
(() => {
  const form = document.querySelector('form[data-passkey]');
  if (!form) return;
  const { passkey: way, options, stopped, known, lacking } = form.dataset;
  const said = form.querySelector('[role=alert]');
  const tell = (sentence) => {
    said.textContent = sentence;
    said.hidden = false;
  };
  const kind = window.PublicKeyCredential;
  const parse = kind && (way === 'create' ? kind.parseCreationOptionsFromJSON : kind.parseRequestOptionsFromJSON);
  let busy = false;

  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!parse) return tell(lacking);
    if (busy) return;
    busy = true;
    said.hidden = true;
    try {
      const answer = await fetch(options, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      // What is wrong is said on the page that the form is answered with.
      if (!answer.ok) return form.submit();
      const publicKey = parse.call(kind, await answer.json());
      const made = await navigator.credentials[way]({ publicKey });
      form.elements.response.value = JSON.stringify(made);
      form.submit();
    } catch (error) {
      tell(error.name === 'InvalidStateError' ? known : stopped);
    }
    busy = false;
  });
})();
`.trim();
