"use strict";

// What the state says is shown as text, never as markup.
const find = (id) => document.getElementById(id);
const frames = [find("phone"), find("desktop")];
const colours = 6;

function make(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  if (text) element.textContent = text;
  return element;
}

function kilobytes(bytes) {
  if (bytes >= 1024 * 1024) return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function fill(selector, words, missing) {
  for (const element of document.querySelectorAll(selector)) {
    element.textContent = words || missing;
    element.classList.toggle("missing", !words);
  }
}

function showInbox(inbox) {
  fill(".inbox .sender", inbox.sender, "no sender");
  fill(".inbox .subject", inbox.subject, "no subject");
  fill(".inbox .preheader", inbox.preheader, "no preheader: the first words of the mail stand here");
  fill(".inbox .date", inbox.date, "");
}

function showWeight(weight) {
  const over = weight.bytes > weight.clip;
  const most = Math.max(weight.bytes, weight.clip);
  find("weight").className = over ? "over" : "";
  find("weight").textContent = over
    ? `${kilobytes(weight.bytes)}: Gmail clips at ${kilobytes(weight.clip)}, after “${weight.clipped_after}”.`
    : `${kilobytes(weight.bytes)} of the ${kilobytes(weight.clip)} that Gmail shows whole`;
  find("mail").textContent = `The whole mail, with its text part and what it embeds: ${kilobytes(weight.mail)}`;
  const bar = [];
  const list = [];
  weight.pieces.forEach((piece, number) => {
    const last = number === weight.pieces.length - 1;
    const colour = `p${number === 0 || last ? 0 : 1 + ((number - 1) % (colours - 1))}`;
    const stretch = make("i", colour);
    stretch.style.width = `${(100 * piece.bytes) / most}%`;
    bar.push(stretch);
    const item = make("li", "");
    const title = make("bdi", "", piece.title);
    item.append(make("i", colour), title, ` ${kilobytes(piece.bytes)}`);
    list.push(item);
  });
  const clip = make("i", "clip");
  clip.style.left = `calc(${(100 * weight.clip) / most}% - 2px)`;
  find("bar").replaceChildren(...bar, clip);
  find("pieces").replaceChildren(...list);
}

// A frame that is drawn anew stays where the reader was.
function showMail(version) {
  const wishes = new FormData(find("wishes"));
  document.body.classList.toggle("dark", wishes.get("scheme") === "dark");
  for (const frame of frames) {
    const top = frame.contentWindow.scrollY;
    frame.onload = () => frame.contentWindow.scrollTo(0, top);
    const page = `${wishes.get("part")}?scheme=${wishes.get("scheme")}&images=${wishes.get("images")}&v=${version}`;
    frame.contentWindow.location.replace(new URL(page, document.baseURI));
  }
}

// The desktop is drawn as large as there is room for, and as wide inside as it says: beside the phone, or where it
// would be less than half its size there, under it.
const desktopWidth = 700;
const gap = 20;

function fit() {
  const [phone, desktop] = frames;
  const row = desktop.closest(".frames").clientWidth;
  const beside = row - phone.parentElement.offsetWidth - gap;
  const isBeside = beside >= desktopWidth / 2;
  const scale = Math.min(1, ((isBeside ? beside : row) - 2) / desktopWidth);
  const height = isBeside ? phone.clientHeight / scale : phone.clientHeight;
  desktop.style.transform = `scale(${scale})`;
  desktop.style.height = `${height}px`;
  desktop.style.marginBottom = `${(scale - 1) * height}px`;
  desktop.parentElement.style.width = `${desktopWidth * scale + 2}px`;
}

let version = 0;

async function look() {
  const state = await (await fetch("state")).json();
  version = state.version;
  document.title = `No. ${state.number} · ${state.name}`;
  find("name").textContent = document.title;
  find("error").hidden = !state.error;
  find("error").textContent = state.error || "";
  // Before the first mail that could be drawn there is nothing to show but what is wrong.
  const main = document.querySelector("main");
  if (state.weight && main.hidden) {
    main.hidden = false;
    fit();
  }
  if (state.inbox) showInbox(state.inbox);
  if (state.weight) showWeight(state.weight);
  showMail(version);
  document.body.dataset.version = version;
}

addEventListener("resize", fit);
find("wishes").addEventListener("change", () => showMail(version));
const events = new EventSource("events");
events.onmessage = look;
events.onerror = () => {
  find("error").hidden = false;
  find("error").textContent = "The preview has ended: start it again with 'digest preview'.";
};
