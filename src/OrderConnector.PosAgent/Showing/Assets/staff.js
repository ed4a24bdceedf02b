"use strict";
// The page at the till: waits for news, takes over what changed, says and sounds that an order has come. Works on what
// the server wrote; without it the page is read and its forms are sent all the same.
(() => {
  const body = document.body;
  const gone = document.getElementById("gone");
  const told = document.getElementById("told");
  const desk = document.getElementById("desk");
  const title = document.title;
  const sleep = time => new Promise(done => setTimeout(done, time));

  // --- Sound -------------------------------------------------------------------------------------------------------

  const button = document.getElementById("sound");
  let audio = null;

  const wanted = () => localStorage.getItem("sound") === "on";

  function tone(...pitches) {
    if (!wanted() || audio?.state !== "running") {
      return;
    }

    pitches.forEach((pitch, place) => {
      const begin = audio.currentTime + place * 0.22;
      const [sound, loudness] = [audio.createOscillator(), audio.createGain()];
      sound.type = "triangle";
      sound.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.0001, begin);
      loudness.gain.exponentialRampToValueAtTime(0.6, begin + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, begin + 0.4);
      sound.connect(loudness).connect(audio.destination);
      sound.start(begin);
      sound.stop(begin + 0.42);
    });
  }

  function showSound() {
    const state = !wanted() ? "off" : audio?.state === "running" ? "on" : "blocked";
    button.textContent = button.dataset[state];
    button.className = state;
    button.setAttribute("aria-pressed", String(state === "on"));
  }

  // Browsers let a page sound only after somebody has touched it.
  async function wakeSound() {
    if (!wanted()) {
      return;
    }

    if (audio === null) {
      audio = new AudioContext();
      audio.addEventListener("statechange", showSound);
    }

    if (audio.state === "suspended") {
      await Promise.race([audio.resume(), sleep(500)]);
    }

    showSound();
  }

  button.hidden = false;
  button.addEventListener("click", async () => {
    const on = wanted() && audio?.state === "running";
    localStorage.setItem("sound", on ? "off" : "on");
    showSound();
    await wakeSound();
    tone(660, 880);
  });
  setInterval(() => {
    if (Number(document.getElementById("arrivals").dataset.waiting) > 0) {
      tone(520);
    }
  }, 30000);

  // --- New orders --------------------------------------------------------------------------------------------------

  let unseen = 0;

  function noticed() {
    unseen = 0;
    document.title = title;
    told.textContent = "";
  }

  // What came while another page was being opened counts as well.
  function tellArrivals() {
    const arrivals = [...document.querySelectorAll("#arrivals li")];
    const newest = Math.max(0, ...arrivals.map(one => Number(one.dataset.arrival)));
    const last = Number(sessionStorage.getItem("arrival") ?? newest);
    const fresh = arrivals.filter(one => Number(one.dataset.arrival) > last);
    sessionStorage.setItem("arrival", String(newest));
    if (fresh.length > 0) {
      unseen += fresh.length;
      told.textContent = unseen === 1 ? fresh[0].textContent : body.dataset.many.replace("{n}", unseen);
      document.title = `(${unseen}) ${told.textContent}`;
      tone(880, 1175, 880);
    }
  }

  // --- News --------------------------------------------------------------------------------------------------------

  function takeOver(next) {
    for (const old of document.querySelectorAll("[data-live]")) {
      const fresh = next.getElementById(old.id);
      // A part with a key holds what somebody may be typing into: it changes only with its key.
      const same = !fresh || ("key" in old.dataset
        ? old.dataset.key === fresh.dataset.key
        : old.innerHTML === fresh.innerHTML);
      if (fresh) {
        Object.assign(old.dataset, fresh.dataset);
      }

      if (!same) {
        const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
        old.replaceChildren(...[...fresh.childNodes].map(node => document.importNode(node, true)));
        if (focused !== null) {
          (document.getElementById(focused) ?? document.getElementById("main")).focus({ preventScroll: true });
        }
      }
    }
  }

  async function refresh() {
    // The page's own path: after a refused wish the address bar shows where the form was sent to.
    const answer = await fetch(desk.elements.back.value, { cache: "no-store", signal: AbortSignal.timeout(20000) });
    if (!answer.ok) {
      return;
    }

    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (next.documentElement.dataset.build !== document.documentElement.dataset.build) {
      location.reload();
      return;
    }

    takeOver(next);
    // The forms of a program that was started anew want its own token.
    const token = next.querySelector("#desk [name=token]").value;
    document.querySelectorAll("[name=token]").forEach(field => { field.value = token; });
    body.dataset.seen = next.body.dataset.seen;
    tellArrivals();
  }

  async function watch() {
    for (let failures = 0; ;) {
      try {
        const question = `/news?seen=${encodeURIComponent(body.dataset.seen)}`;
        const answer = await fetch(question, { cache: "no-store", signal: AbortSignal.timeout(40000) });
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }

        if (await answer.text() !== body.dataset.seen) {
          await refresh();
        }

        failures = 0;
        gone.hidden = true;
        // Under load the page takes over several orders at once.
        await sleep(300);
      } catch {
        // Once may be a restart within the second.
        gone.hidden = ++failures < 2;
        await sleep(Math.min(1000 * failures, 5000));
      }
    }
  }

  // --- Start -------------------------------------------------------------------------------------------------------

  if (location.search !== "") {
    // Told once: reloading must not tell it again.
    history.replaceState(null, "", location.pathname + location.hash);
  }

  for (const print of document.querySelectorAll("[data-print]")) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  document.addEventListener("submit", event => setTimeout(() => { event.submitter.disabled = true; }));
  window.addEventListener("pageshow", event => {
    if (event.persisted) {
      location.reload();
    }
  });
  for (const touch of ["pointerdown", "keydown"]) {
    document.addEventListener(touch, () => {
      noticed();
      wakeSound();
    });
  }

  showSound();
  wakeSound();
  tellArrivals();
  watch();
})();
