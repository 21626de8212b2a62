// What the pages do in the browser beside Streamlit.
(function () {
  "use strict";
  var MAIN = "[data-testid=stMain]";

  function canDraw() {
    var context = document.createElement("canvas").getContext("webgl2");
    var lose = context && context.getExtension("WEBGL_lose_context");
    if (lose) lose.loseContext(); // a browser has few of them
    return Boolean(context);
  }
  // Without WebGL the map stays empty: then the drawn one is shown in its place.
  document.documentElement.classList.toggle("no-webgl", !canDraw());

  // Figures are drawn for the width that they have, whatever the device: a choice of the app's that
  // nobody sees says so to the server.
  var measured = null, wanted = "";
  function fit() {
    var app = document.querySelector("[data-test-script-state=notRunning]");
    var block = document.querySelector(MAIN + " .stMainBlockContainer");
    var choices = document.querySelectorAll(".st-key-drawn-for button");
    if (!app || !block || !choices.length) return;
    if (block !== measured && window.ResizeObserver) new ResizeObserver(later).observe(block);
    measured = block;
    var style = getComputedStyle(block);
    var width = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    var best = choices[0];
    choices.forEach(function (choice) {
      if (Number(choice.textContent) <= width * 1.03) best = choice; // they leave a rim free
    });
    // Once: the choice shows as taken only when the server has answered.
    if (!best.hasAttribute("data-selected") && best.textContent !== wanted) best.click();
    wanted = best.textContent;
  }
  function later() {
    clearTimeout(later.waits);
    later.waits = setTimeout(fit, 200); // until the window rests
  }
  new MutationObserver(fit).observe(document.getElementById("root"), {
    attributes: true, attributeFilter: ["data-test-script-state"], subtree: true
  });

  // Night falls while a page is open: Streamlit turns its own colours, and the server hears of it only
  // when the page runs again. Its key for that is R. It counts once those colours have turned, which takes
  // a slow device longer, and is not heard while a run goes on; who has chosen a theme keeps it.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function (night) {
    var until = Date.now() + 60000, turned = 0;
    (function soon() {
      var app = document.querySelector("[data-testid=stApp]");
      var wanted = night.matches ? "dark" : "light";
      turned = app && getComputedStyle(app).colorScheme === wanted ? turned + 1 : 0;
      if (turned < 5 || app.dataset.testScriptState !== "notRunning") {
        return void (Date.now() < until && setTimeout(soon, 100));
      }
      ["keydown", "keyup"].forEach(function (kind) { // a key that stays down is not heard again
        document.body.dispatchEvent(
          new KeyboardEvent(kind, { key: "r", code: "KeyR", keyCode: 82, which: 82, bubbles: true })
        );
      });
    })();
  });

  // A choice that is longer than its box is written below itself in lines (look.css).
  function writeOut() {
    document.querySelectorAll("[data-testid=stSelectbox] input").forEach(function (input) {
      var box = input.parentElement;
      if (input.scrollWidth > input.clientWidth + 1) box.dataset.whole = input.value;
      else delete box.dataset.whole;
    });
    // Streamlit reads a label out as it was written for its markdown, with its backslashes.
    document.querySelectorAll('[aria-label*="\\\\"]').forEach(function (one) {
      one.setAttribute("aria-label", one.getAttribute("aria-label").replace(/\\([^\w\s])/g, "$1"));
    });
  }
  function soon() {
    clearTimeout(soon.waits);
    soon.waits = setTimeout(writeOut, 50);
  }
  addEventListener("resize", soon);
  new MutationObserver(soon).observe(document.getElementById("root"), {
    attributes: true, attributeFilter: ["value"], childList: true, subtree: true
  });

  // Paper is narrower than the window: charts become pictures that shrink (look.css), and each sheet
  // says where and when it was printed.
  var foot = document.head.appendChild(document.createElement("style"));
  function forPaper(prints) {
    document.querySelectorAll(".js-plotly-plot .svg-container").forEach(function (box) {
      var width = box.offsetWidth, height = box.offsetHeight;
      box.style.aspectRatio = prints ? width + " / " + height : "";
      box.querySelectorAll(".main-svg").forEach(function (svg) {
        if (prints) svg.setAttribute("viewBox", "0 0 " + width + " " + height);
        else svg.removeAttribute("viewBox");
      });
    });
    var day = new Date().toLocaleDateString(document.documentElement.lang);
    var says = JSON.stringify(location.href + " · " + day);
    foot.textContent = "@page { @bottom-left { font: 8pt sans-serif; content: " + says + "; } }";
  }
  addEventListener("beforeprint", function () {
    var app = document.querySelector(".stApp");
    var dark = app && getComputedStyle(app).colorScheme === "dark";
    document.documentElement.classList.toggle("prints-dark", Boolean(dark));
    forPaper(true);
  });
  addEventListener("afterprint", function () { forPaper(false); });

  // After a change of page a screen reader begins at the new heading, not at the link that is gone.
  var here = location.pathname;
  var left = "";
  function heading() {
    return document.querySelector(MAIN + " h1");
  }
  document.addEventListener("click", function (event) {
    if (event.isTrusted) left = heading() ? heading().textContent : "";
  }, true);
  new MutationObserver(function () {
    var now = heading();
    if (location.pathname === here || !now || now.textContent === left) return;
    here = location.pathname;
    now.tabIndex = -1;
    now.focus();
  }).observe(document.getElementById("root"), { childList: true, characterData: true, subtree: true });

  // On the way to another page the app takes the reader's choices out of the address, and puts
  // them back there. These are no steps of the reader's: Back would need one more for each.
  var onTheWay = "";
  var push = history.pushState;
  ["pointerdown", "keydown"].forEach(function (kind) {
    document.addEventListener(kind, function () { onTheWay = ""; }, true);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (link && link.pathname !== location.pathname) onTheWay = "from";
  }, true);
  history.pushState = function (state, title, address) {
    var same = new URL(address, location.href).pathname === location.pathname;
    if (same && onTheWay === "from") return;
    (same && onTheWay ? history.replaceState : push).call(history, state, title, address);
    if (!same) onTheWay = "there";
  };

  // Marks of no width that keep lines together (pages/shared/text.py) are not copied: a DOI or an
  // address with them in it leads nowhere.
  document.addEventListener("copy", function (event) {
    var text = String(getSelection());
    if (text.indexOf("\u2060") < 0 || !event.clipboardData) return;
    event.clipboardData.setData("text/plain", text.replace(/\u2060/g, ""));
    event.preventDefault();
  });

  function hand(name, parts, kind) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type: kind }));
    link.download = name;
    link.click();
    setTimeout(URL.revokeObjectURL, 1000, link.href);
  }

  function share(link) {
    var title = document.title;
    var told = link.parentElement.nextElementSibling;
    if (navigator.share && matchMedia("(pointer: coarse)").matches) {
      navigator.share({ title: title, text: link.dataset.share, url: link.href }).catch(function (e) {
        if (e.name !== "AbortError") throw e; // who closes the sheet has changed their mind
      });
      return true;
    }
    if (!navigator.clipboard) return false; // then the link leads there
    navigator.clipboard.writeText(link.dataset.share + " " + link.href).then(function () {
      told.textContent = link.dataset.done;
    });
    return true;
  }

  function save(button) {
    var name = button.dataset.name;
    if (button.dataset.save === "csv") {
      // With a byte order mark, by which Excel knows UTF-8.
      hand(name + ".csv", ["\ufeff", button.dataset.text.replace(/^\ufeff/, "")], "text/csv;charset=utf-8");
      return;
    }
    // Plotly saves by the button of its own tool bar, in the form that its settings name.
    var chart = document.querySelector(".st-key-figure-" + name + " .js-plotly-plot");
    chart._context.toImageButtonOptions.format = button.dataset.save;
    chart.querySelector(".modebar-btn").click();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-share]");
    if (link && share(link)) event.preventDefault();
    var page = event.target.closest("a[data-page]");
    if (page && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      // As Streamlit's own links: the page changes, the session stays.
      event.preventDefault();
      history.pushState({}, "", page.href);
      dispatchEvent(new PopStateEvent("popstate"));
    }
    var button = event.target.closest("button[data-save]");
    if (button) save(button);
    document.querySelectorAll("details.save[open]").forEach(function (menu) {
      if (button || !menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && event.target.closest("details.save[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
