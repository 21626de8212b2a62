"use strict";
Reveal.initialize({
  width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4,
  center: false, hash: true, hashOneBasedIndex: true, history: true, controls: false, progress: true,
  slideNumber: false, transition: "none", backgroundTransition: "none",
  help: false, overview: true, touch: true, plugins: [RevealNotes],
});
Reveal.addKeyBinding({ keyCode: 68, key: "D", description: "dark" }, () =>
  document.documentElement.classList.toggle("dark"));
