"use strict";
// Shows one slide at a time, fitted to the window. Without this script they stand one below the
// other. The speaker window is drawn from here, so it works from a file too, where two pages may
// not send each other messages.
const root = document.documentElement;
const deck = document.querySelector(".deck");
const slides = [...deck.querySelectorAll(".slide")];
const status = document.querySelector("p.status");
const words = deck.dataset;
let current = 0, typed = "", speaker = null;

const overview = () => root.classList.contains("overview");
const addressed = () => Number(location.hash.replace(/^#\/?/, "")) - 1 || 0;

function show(number) {
  current = Math.max(0, Math.min(slides.length - 1, number));
  slides.forEach((slide, place) => slide.classList.toggle("present", place === current));
  status.textContent = `${slides[current].getAttribute("aria-label")} ${titleOf(slides[current])}`;
  root.style.setProperty("--done", (current + 1) / slides.length);
  if (overview()) slides[current].scrollIntoView({ block: "nearest" });
  if (addressed() !== current) location.hash = `#/${current + 1}`;
  drawSpeaker();
}

function titleOf(slide) {
  return slide.querySelector(".title").textContent;
}

function fit() {
  root.style.setProperty("--scale", Math.min(innerWidth / 1280, innerHeight / 720));
}

function lookOver(on) {
  root.classList.toggle("overview", on);
  show(current);
}

function goTyped() {
  const number = Number(typed) - 1;
  typed = "";
  show(number);
}

function enter() {
  if (typed) goTyped();
  else if (overview()) lookOver(false);
  else show(current + 1);
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen();
}

const next = () => show(current + 1), back = () => show(current - 1);
const KEYS = {
  ArrowRight: next, ArrowDown: next, PageDown: next, n: next,
  ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back, p: back,
  " ": (event) => show(current + (event.shiftKey ? -1 : 1)),
  Home: () => show(0),
  End: () => show(slides.length - 1),
  Enter: enter,
  Escape: () => lookOver(!overview()),
  o: () => lookOver(!overview()),
  f: fullScreen,
  d: () => { root.classList.toggle("dark"); drawSpeaker(); },
  b: () => root.classList.toggle("black"),
  ".": () => root.classList.toggle("black"),
  s: openSpeaker,
};

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[0-9]$/.test(event.key)) {
    typed += event.key;
    return;
  }
  // A key is known by its letter, and on a keyboard of other letters by its place.
  const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const run = KEYS[letter] || KEYS[event.code.replace(/^Key/, "").toLowerCase()];
  if (!run || event.target.closest("button") && /^( |Enter)$/.test(event.key)) return;
  event.preventDefault();
  if (letter !== "Enter") typed = "";
  run(event);
}

// ---- The speaker window: this slide, the next one, the notes, a clock ----

function openSpeaker() {
  if (speaker && !speaker.closed) return speaker.focus();
  speaker = window.open("", "", "popup,width=1180,height=760");
  if (!speaker) return alert(words.blocked);
  const page = speaker.document;
  page.documentElement.lang = root.lang;
  page.title = `${words.notes}: ${document.title}`;
  for (const sheet of document.querySelectorAll("style")) page.head.append(page.importNode(sheet, true));
  page.body.className = "speaker";
  page.body.append(page.importNode(document.getElementById("speaker").content, true));
  const clock = page.querySelector(".clock"), since = page.querySelector(".since");
  let began = Date.now();
  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    since.textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
    clock.textContent = new Date().toLocaleTimeString(root.lang, { hour: "2-digit", minute: "2-digit" });
  };
  page.querySelector(".again").addEventListener("click", () => { began = Date.now(); tick(); });
  page.querySelector(".back").addEventListener("click", back);
  page.querySelector(".next").addEventListener("click", next);
  speaker.addEventListener("keydown", pressed);
  speaker.setInterval(tick, 500);
  tick();
  drawSpeaker();
}

function drawSpeaker() {
  if (!speaker || speaker.closed) return;
  const page = speaker.document;
  page.documentElement.className = root.classList.contains("dark") ? "dark" : "";
  const put = (name, node) => {
    page.querySelector(name).replaceChildren(...(node ? [page.importNode(node, true)] : []));
  };
  put(".now-slide", slides[current]);
  put(".next-slide", slides[current + 1]);
  put(".notes-of", slides[current].nextElementSibling);
  page.querySelector(".notes-of").scrollTop = 0;
}

// ---- Touch, mouse, address, paper ----

let from = null;
addEventListener("touchstart", (event) => {
  from = event.touches.length === 1 ? event.touches[0] : null;
}, { passive: true });
addEventListener("touchend", (event) => {
  if (!from || overview()) return;
  const to = event.changedTouches[0], right = to.clientX - from.clientX, down = to.clientY - from.clientY;
  if (Math.abs(right) > 40 && Math.abs(right) > 2 * Math.abs(down)) show(current + (right < 0 ? 1 : -1));
}, { passive: true });
deck.addEventListener("click", (event) => {
  const place = slides.indexOf(event.target.closest(".slide"));
  if (!overview() || place < 0) return;
  current = place;
  lookOver(false);
});
addEventListener("keydown", pressed);
addEventListener("resize", fit);
addEventListener("hashchange", () => show(addressed()));
addEventListener("pagehide", () => speaker && speaker.close());

fit();
root.classList.add("presenting");
show(addressed());
