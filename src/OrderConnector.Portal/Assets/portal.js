/*
 * What makes the pages quicker to work with; each of them works without.
 *   [data-live][id]              a region that is fetched again when the store has changed; its parts are told apart
 *                                by id or data-key; data-one and data-many announce parts that are new ({n})
 *   time[data-ago]               keeps "3 min ago" going
 *   input[data-selects="name"]   ticks all boxes of that name in its form
 *   [data-counts="name"]         shows how many of them are ticked
 *   form[data-confirm]           asks first
 *   form[data-sends]             posts when a field changes; its button is then not needed
 */
"use strict";

(() => {
  const german = document.documentElement.lang === "de";

  // The same words as the server's Times.Ago.
  const ago = (then, now) => {
    const past = now - then, minutes = Math.floor(Math.abs(past) / 60000);
    const hours = Math.floor(minutes / 60), days = Math.floor(hours / 24), rest = minutes % 60;
    if (minutes === 0) return past < 0 ? (german ? "gleich" : "in a moment") : (german ? "gerade eben" : "just now");
    const [m, h, one, many] = german ? [" Min.", " Std.", "1 Tag", " Tagen"] : [" min", " h", "1 day", " days"];
    const span = hours === 0 ? minutes + m
      : days === 0 ? hours + h + (rest ? " " + rest + m : "")
      : days === 1 ? one : days + many;
    return past < 0 ? "in " + span : german ? "vor " + span : span + " ago";
  };

  const keepTime = () => {
    for (const time of document.querySelectorAll("time[data-ago]")) {
      const text = ago(Date.parse(time.dateTime), Date.now());
      if (time.textContent !== text) time.textContent = text;
    }
  };
  setInterval(keepTime, 15000);

  const boxes = (form, name) => [...form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];

  const count = () => {
    for (const shown of document.querySelectorAll("[data-counts]")) {
      const all = boxes(shown.closest("form") ?? document, shown.dataset.counts);
      const ticked = all.filter(box => box.checked).length;
      if (shown.textContent !== String(ticked)) shown.textContent = ticked;
      for (const head of document.querySelectorAll(`[data-selects="${CSS.escape(shown.dataset.counts)}"]`)) {
        head.checked = ticked > 0 && ticked === all.length;
        head.indeterminate = ticked > 0 && ticked < all.length;
      }
    }
  };

  document.addEventListener("change", event => {
    const field = event.target;
    if (field.dataset.selects) {
      for (const box of boxes(field.form ?? document, field.dataset.selects)) box.checked = field.checked;
    }
    count();
    if (field.form?.hasAttribute("data-sends")) field.form.requestSubmit();
  });

  const dialog = document.getElementById("confirm");
  document.addEventListener("submit", event => {
    const form = event.target;
    if (!form.dataset.confirm || form.confirmed || !dialog) return;
    event.preventDefault();
    document.getElementById("confirm-text").textContent = form.dataset.confirm;
    dialog.returnValue = "no";
    dialog.onclose = () => {
      if (dialog.returnValue !== "yes") return;
      form.confirmed = true;
      form.requestSubmit(event.submitter);
      form.confirmed = false;
    };
    dialog.showModal();
  });
  dialog?.addEventListener("click", event => {
    if (event.target.matches("button")) dialog.close(event.target.value);
  });

  // A second press would take the place of the answer that shows what is shown once.
  document.addEventListener("submit", event => {
    const form = event.target;
    if (event.defaultPrevented || !("once" in form.dataset)) return;
    if (form.sent) event.preventDefault();
    form.sent = true;
  });
  addEventListener("pageshow", () => {
    for (const form of document.forms) form.sent = false;
  });

  document.addEventListener("keydown", event => {
    const menu = document.querySelector(".menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // Live regions. What differs is changed in place, so that focus, ticks, open folds and the scroll stay as they are.
  const keyOf = node => node.nodeType === 1 ? node.id || node.dataset.key || "" : "";
  const alike = (a, b) => a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
  const isOfReader = (node, name) =>
    (name === "open" && node.nodeName === "DETAILS") || name === "checked" || (name === "value" && node.nodeName === "INPUT");

  const change = (from, to) => {
    if (from.nodeType !== 1) {
      if (from.data !== to.data) from.data = to.data;
      return;
    }
    if (from.matches("textarea, select")) return;
    for (const { name } of [...from.attributes]) {
      if (!to.hasAttribute(name) && !isOfReader(from, name)) from.removeAttribute(name);
    }
    for (const { name, value } of to.attributes) {
      if (from.getAttribute(name) !== value && !isOfReader(from, name)) from.setAttribute(name, value);
    }
    changeChildren(from, to);
  };

  const changeChildren = (from, to) => {
    const known = new Map([...from.children].filter(keyOf).map(child => [child.nodeName + keyOf(child), child]));
    let here = from.firstChild;
    for (const wanted of [...to.childNodes]) {
      const key = keyOf(wanted), kept = key ? known.get(wanted.nodeName + key) : null;
      if (kept) {
        if (kept === here) here = here.nextSibling;
        else from.insertBefore(kept, here);
        change(kept, wanted);
      } else if (!key && here && alike(here, wanted)) {
        change(here, wanted);
        here = here.nextSibling;
      } else {
        from.insertBefore(document.importNode(wanted, true), here);
      }
    }
    while (here) {
      const next = here.nextSibling;
      here.remove();
      here = next;
    }
  };

  const regions = [...document.querySelectorAll("[data-live][id]")];
  if (!regions.length || !document.body.dataset.mark) return;

  const announcer = document.getElementById("announcer"), lost = document.getElementById("line-lost");
  const say = text => { announcer.textContent = ""; setTimeout(() => { announcer.textContent = text; }, 50); };

  const announce = (region, before) => {
    const fresh = [...region.querySelectorAll("[data-key]")].filter(part => !before.has(part.dataset.key)).length;
    const text = fresh === 1 ? region.dataset.one : region.dataset.many;
    if (fresh > 0 && text) say(text.replace("{n}", fresh));
  };

  const swap = async () => {
    const answer = await fetch(location.href, { headers: { "X-Live": "1", Accept: "text/html" }, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      location.reload();
      return;
    }
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const region of document.querySelectorAll("[data-live][id]")) {
      const wanted = page.getElementById(region.id);
      if (!wanted) continue;
      const before = new Set([...region.querySelectorAll("[data-key]")].map(part => part.dataset.key));
      change(region, wanted);
      announce(region, before);
    }
    keepTime();
    count();
  };

  const pause = time => new Promise(done => setTimeout(done, time));
  const seen = () => document.visibilityState === "visible" ? Promise.resolve()
    : new Promise(done => document.addEventListener("visibilitychange", done, { once: true }));

  const follow = async () => {
    let mark = document.body.dataset.mark, failures = 0;
    for (;;) {
      await seen();
      try {
        const answer = await fetch("/portal/changes?since=" + encodeURIComponent(mark), {
          headers: { "X-Live": "1", Accept: "application/json" },
        });
        if (answer.status === 401 || answer.status === 403 || answer.redirected) {
          location.reload();
          return;
        }
        if (!answer.ok) throw new Error(answer.status);
        const news = await answer.json(), changed = news.mark !== mark || failures > 0;
        if (changed) await swap();
        mark = news.mark;
        if (!lost.hidden) {
          lost.hidden = true;
          say(announcer.dataset.back);
        }
        failures = 0;
        // What a busy hour changes is shown once a second, not a thousand times.
        await pause(changed ? 1000 : 100);
      } catch {
        failures++;
        if (failures > 1) lost.hidden = false;
        await pause(Math.min(15000, 500 * 2 ** failures));
      }
    }
  };
  follow();
})();
