// What the live figures share. It is loaded in the head of the page, and each figure's script after its markup.
//
// live.read(name)             the data that shiftlab.handout.live_data embedded as NAME-facts and NAME-bytes: a promise of its
//                             facts, with arrays: {NAME: typed array} and shapes: {NAME: [...]}
// live.figure(name, own)      connects the <figure id=NAME> to the page and draws it. own has four functions:
//                                 draw()          draws the present state, at most once per frame of the screen
//                                 save()          returns the state as {key: text} for a link
//                                 restore(asked)  takes over from a URLSearchParams whatever in it is valid
//                                 say()           returns the text for a screen reader
//                             Returns a function to be called after every change of the state: it redraws, and once all is at
//                             rest, it updates the address, the link (a.moment) and the spoken text ([role=status]).
// live.list(menu, data)       fills a <select> with the data's garments; its values are their indices
// live.moment(asked, data)    what a link validly asks for of {garment: index, y, x}
// live.integers(asked, key)   the integers of a link, as in k=2,-3; NaN for anything else
// live.drag(stage, own)       puts a garment into <div class="stage"> and lets a reader move it by mouse, finger or arrow keys.
//                             own has frame, garment: [height, width], position(): [y, x], and move(y, x), given whole offsets in
//                             the frame. Returns a function place(pixels) that puts the garment (bytes) where it is; call it when
//                             drawing. White is opaque, black transparent: a canvas in the stage shows through.
// live.placed(pixels, garment, y, x, frame)   the frame, Float64Array in [0, 1], of a garment (bytes) at an offset
// live.paint(canvas, columns, values, low, high, ramp)   fills a canvas with values, low and high being the ends of the ramp
// live.bar(list, name)        appends a line with spans of the classes name, bar (as long as its --share) and share; returns it
// live.largest(values)        the largest of all absolute values
// live.signed()               the ramp of values of either sign, in the page's present colours
// live.ramp(...colours)       256 colours between some of CSS, such as live.colour("--paper"), the present value of a variable
"use strict";

const live = (() => {
  const PAUSE = 300; // milliseconds at rest: browsers allow few changes of the address, and a voice takes its time
  const TYPES = { uint8: Uint8Array, float32: Float32Array, float64: Float64Array };
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const pen = document.createElement("canvas").getContext("2d");

  async function read(name) {
    const facts = JSON.parse(document.getElementById(`${name}-facts`).textContent);
    const packed = Uint8Array.from(atob(document.getElementById(`${name}-bytes`).textContent), (sign) => sign.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    const bytes = await new Response(stream).arrayBuffer();
    const [arrays, shapes] = [{}, {}];
    let start = 0;
    for (const { name, type, shape } of facts.layout) {
      const length = shape.reduce((product, size) => product * size, 1) * TYPES[type].BYTES_PER_ELEMENT;
      arrays[name] = new TYPES[type](bytes.slice(start, (start += length)));
      shapes[name] = shape;
    }
    return { ...facts, arrays, shapes };
  }

  function figure(name, { draw, save, restore, say }) {
    const element = document.getElementById(name);
    const [link, voice] = ["a.moment", "[role=status]"].map((part) => element.querySelector(part));
    let timer, due;
    const redraw = () => {
      due ??= requestAnimationFrame(() => {
        due = undefined;
        draw();
      });
    };
    const fragment = () => {
      const words = Object.entries(save()).map(([key, value]) => `${key}=${value}`);
      return `#${name}:${words.join("&")}`;
    };
    const rest = () => {
      link.href = fragment();
      history.replaceState(null, "", link.href);
      voice.textContent = say();
    };
    const follow = () => {
      const [asked, state] = location.hash.slice(1).split(":");
      if (asked !== name) return;
      restore(new URLSearchParams(state));
      redraw();
      link.href = fragment();
      element.scrollIntoView({ block: "nearest" });
    };
    addEventListener("hashchange", follow);
    scheme.addEventListener("change", redraw);
    element.classList.add("ready");
    draw();
    link.href = fragment();
    follow();
    return () => {
      redraw();
      clearTimeout(timer);
      timer = setTimeout(rest, PAUSE);
    };
  }

  function list(menu, { garments, classes }) {
    garments.forEach(({ number, label, kind }, index) => menu.add(new Option(`${classes[label]} (${kind}, no. ${number})`, index)));
  }

  function integers(asked, key) {
    return (asked.get(key) ?? "").split(",").map((digits) => (/^-?\d+$/.test(digits) ? Number(digits) : NaN));
  }

  function moment(asked, { garments, frame, garment: [height, width] }) {
    const [[number], [y, x]] = ["garment", "offset"].map((key) => integers(asked, key));
    const garment = garments.findIndex((own) => own.number === number);
    return {
      ...(garment >= 0 && { garment }),
      ...(y >= 0 && y <= frame - height && x >= 0 && x <= frame - width && { y, x }),
    };
  }

  function drag(stage, { frame, garment: [height, width], position, move }) {
    // A finger on the garment drags it, and elsewhere in the frame scrolls the page.
    const handle = stage.appendChild(Object.assign(document.createElement("canvas"), { className: "handle" }));
    const veil = ramp("#ffffff00", "#ffffffd9");
    let shown; // pixels
    let grip; // where in the garment the pointer holds it
    const pixel = (event) => {
      const box = stage.getBoundingClientRect();
      const scale = frame / stage.clientWidth;
      return [event.clientY - box.top - stage.clientTop, event.clientX - box.left - stage.clientLeft].map((at) => Math.floor(at * scale));
    };
    const step = (y, x) => {
      const clamped = [Math.max(0, Math.min(frame - height, y)), Math.max(0, Math.min(frame - width, x))];
      if (clamped.join() !== position().join()) move(...clamped);
    };
    const follow = (event) => {
      if (!grip) return;
      const [y, x] = pixel(event);
      step(y - grip[0], x - grip[1]);
    };
    stage.addEventListener("pointerdown", (event) => {
      const held = event.target === handle;
      if (!held && event.pointerType === "touch") return;
      const [[y, x], [top, left]] = [pixel(event), position()];
      grip = held ? [y - top, x - left] : [height >> 1, width >> 1];
      stage.setPointerCapture(event.pointerId);
      follow(event);
    });
    stage.addEventListener("pointermove", follow);
    for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, () => (grip = undefined));
    stage.addEventListener("keydown", (event) => {
      const far = event.shiftKey ? 5 : 1;
      const way = { ArrowUp: [-far, 0], ArrowDown: [far, 0], ArrowLeft: [0, -far], ArrowRight: [0, far] }[event.key];
      if (!way) return;
      event.preventDefault(); // or the page would scroll
      const [y, x] = position();
      step(y + way[0], x + way[1]);
    });
    return (pixels) => {
      const [y, x] = position();
      const sides = { top: y, left: x, height, width };
      for (const [side, length] of Object.entries(sides)) handle.style[side] = `${(100 * length) / frame}%`;
      if (pixels !== shown) paint(handle, width, (shown = pixels), 0, 255, veil);
    };
  }

  function placed(pixels, [height, width], y, x, frame) {
    const values = new Float64Array(frame * frame);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        values[(y + row) * frame + x + column] = pixels[row * width + column] / 255;
      }
    }
    return values;
  }

  function paint(canvas, columns, values, low, high, ramp) {
    const rows = values.length / columns;
    if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, { width: columns, height: rows });
    const image = new ImageData(columns, rows);
    const words = new Uint32Array(image.data.buffer);
    const scale = high > low ? 255 / (high - low) : 0;
    for (let at = 0; at < words.length; at++) {
      words[at] = ramp[Math.max(0, Math.min(255, Math.round((values[at] - low) * scale)))];
    }
    canvas.getContext("2d").putImageData(image, 0, 0);
  }

  function channels(colour) {
    pen.fillStyle = colour; // read again, it is #rrggbb or rgba(r, g, b, a)
    const text = pen.fillStyle;
    if (text.startsWith("#")) return [...text.match(/\w\w/g).map((digits) => parseInt(digits, 16)), 255];
    const [red, green, blue, opacity] = text.match(/[\d.]+/g).map(Number);
    return [red, green, blue, 255 * opacity];
  }

  function ramp(...colours) {
    const stops = colours.map(channels);
    const bytes = new Uint8ClampedArray(256 * 4);
    for (let at = 0; at < 256; at++) {
      const place = (at / 255) * (stops.length - 1);
      const [before, share] = [Math.min(stops.length - 2, Math.floor(place)), place % 1];
      const mixed = place === stops.length - 1 ? 1 : share;
      for (let channel = 0; channel < 4; channel++) {
        bytes[4 * at + channel] = stops[before][channel] * (1 - mixed) + stops[before + 1][channel] * mixed;
      }
    }
    return new Uint32Array(bytes.buffer);
  }

  function bar(list, name) {
    const line = list.appendChild(document.createElement("li"));
    for (const part of ["name", "bar", "share"]) line.append(Object.assign(document.createElement("span"), { className: part }));
    line.firstChild.textContent = name;
    return line;
  }

  function largest(values) {
    return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  }

  function signed() {
    return ramp(colour("--negative"), colour("--zero"), colour("--positive"));
  }

  function colour(variable) {
    return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  }

  return { read, figure, list, moment, integers, drag, placed, paint, bar, largest, signed, ramp, colour };
})();
