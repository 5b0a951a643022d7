"use strict";
const terminal = document.getElementById("terminal");
const again = document.getElementById("again");

// Where this page was found: a tunnel has a port of its own.
terminal.dataset.sessionWebsocketUrl = new URL("ws", location.href).href.replace(/^http/, "ws");
again.addEventListener("click", () => location.reload());

// textual.js marks the body: keys are for the desk once it is drawn, and for the button once it has left.
new MutationObserver(() => {
  if (document.body.classList.contains("-closed")) again.focus();
  else if (document.body.classList.contains("-first-byte")) terminal.querySelector("textarea").focus();
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });

// The terminal measures its letters when it is made, so they must be there before. textual.js makes it on load.
window.addEventListener("load", async () => {
  const faces = ["16px", "bold 16px", "italic 16px"].map(face => document.fonts.load(`${face} "Roboto Mono"`));
  await Promise.allSettled(faces);
  const script = document.createElement("script");
  script.src = "static/js/textual.js";
  script.addEventListener("load", () => window.onload());
  document.head.append(script);
});
