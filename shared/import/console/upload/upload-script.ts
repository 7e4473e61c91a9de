/**
 * Sends the file of each upload box straight to where files are kept, with a bar, and then goes to the import's page.
 * Without it the form does the same for smaller files. The sentences stand in the form's data attributes.
 */
export const uploadScript = `
(() => {
  for (const form of document.querySelectorAll('form[data-upload]')) {
    const words = form.dataset;
    const input = form.querySelector('input[type=file]');
    const zone = form.querySelector('.drop');
    const bar = form.querySelector('progress');
    const said = form.querySelector('[data-said]');
    const error = form.querySelector('[role=alert]');
    let busy = false;

    const stay = (event) => event.preventDefault();
    const end = () => {
      busy = false;
      removeEventListener('beforeunload', stay);
      bar.hidden = said.hidden = true;
    };
    const tell = (sentence) => {
      end();
      error.textContent = sentence;
      error.hidden = false;
      input.setAttribute('aria-invalid', 'true');
      input.focus();
    };

    const put = (upload, file) => new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open(upload.method, upload.url);
      for (const name in upload.headers) request.setRequestHeader(name, upload.headers[name]);
      request.upload.onprogress = ({ loaded, total }) => {
        bar.max = total;
        bar.value = loaded;
        said.textContent = words.sending.replace('{percent}', Math.floor((100 * loaded) / total));
      };
      request.onload = () => resolve(request.status < 300 ? 'sent' : 'refused');
      request.onerror = request.onabort = request.ontimeout = () => resolve('lost');
      request.send(file);
    });

    const send = async () => {
      if (busy) return;
      error.hidden = true;
      input.removeAttribute('aria-invalid');
      const file = input.files[0];
      if (!file) return tell(words.noFile);
      if (file.size === 0) return tell(words.empty);
      if (file.size > Number(words.most)) return tell(words.tooLarge);
      busy = true;
      addEventListener('beforeunload', stay);
      bar.removeAttribute('value');
      said.textContent = words.sending.replace('{percent}', 0);
      bar.hidden = said.hidden = false;
      try {
        const answer = await fetch(words.upload, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ fileName: file.name, contentLength: file.size }),
        });
        if (answer.redirected) return tell(words.signedOut);
        if (answer.status === 413) return tell(words.tooLarge);
        if (answer.status === 422) return tell(words.identity);
        if (!answer.ok) return tell(words.refused);
        const { upload, page } = await answer.json();
        const outcome = await put(upload, file);
        if (outcome !== 'sent') return tell(words[outcome]);
        said.textContent = words.sent;
        removeEventListener('beforeunload', stay);
        location.assign(page);
      } catch {
        tell(words.lost);
      }
    };

    form.addEventListener('submit', (event) => {
      event.preventDefault();
      send();
    });
    zone.addEventListener('dragover', (event) => {
      event.preventDefault();
      zone.classList.add('over');
    });
    zone.addEventListener('dragleave', () => zone.classList.remove('over'));
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      zone.classList.remove('over');
      if (busy) return;
      const { files } = event.dataTransfer;
      if (files.length > 1) return tell(words.several);
      if (files.length === 0) return tell(words.noFile);
      input.files = files;
      send();
    });
    // Beside the box a browser would open the file in the place of this page.
    addEventListener('dragover', stay);
    addEventListener('drop', stay);
    // Coming back by the history must not find the bar of the file before.
    addEventListener('pageshow', end);
  }
})();
`.trim();
