"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"];
  const SAFE = /^(https?:|mailto:)/i;
  const STATES = { before: "not there yet", certain: "there", possible: "perhaps there", gone: "gone" };

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const sayDay = (iso) => {
    const [year, month, day] = iso.split("-").map(Number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  };
  const dayBefore = (iso) => {
    const day = new Date(`${iso}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() - 1);
    return day.toISOString().slice(0, 10);
  };
  // Data becomes text here, and never markup.
  const make = (name, text, css) => {
    const made = document.createElement(name);
    if (text !== undefined) { made.textContent = text; made.dir = "auto"; }
    if (css) made.className = css;
    return made;
  };
  const makeShape = (name, attributes, text) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  };

  class Picture {
    constructor(section) {
      this.section = section;
      this.data = JSON.parse(section.querySelector("script[type='application/json']").textContent);
      this.stage = section.querySelector(".stage");
      this.svg = section.querySelector(".stage svg");
      this.panel = section.querySelector(".panel");
      this.said = section.querySelector(".said");
      this.dayLine = section.querySelector(".day");
      this.width = this.svg.viewBox.baseVal.width;
      this.items = [];
      this.hits = [];
      this.hit = -1;
      this.day = null;
      this.findItems();
      this.listenToItems();
      this.listenToStage();
      this.listenToBar();
      section.querySelector(".bar").hidden = false;
      this.fit(0.7);
      this.stage.scrollLeft = 0;
      this.stage.classList.toggle("is-wide", this.width > 1.15 * this.svg.viewBox.baseVal.height);
    }

    // Items

    findItems() {
      const told = new Map(this.data.items.map((item) => [item.key, item]));
      this.svg.setAttribute("role", "group");
      for (const link of this.svg.querySelectorAll("a[href]")) link.removeAttribute("href");
      for (const node of this.svg.querySelectorAll("g.i[data-key]")) {
        const item = told.get(node.dataset.key);
        if (!item) continue;
        const entry = { item, node, tone: [...node.classList].find((css) => css.startsWith("t-")), phase: null };
        entry.words = fold([item.title, ...(item.lines || []), item.status || "", item.tip || "",
          ...(item.facts || []).flat(), ...(item.quotes || []).map((quote) => quote[0])].join(" "));
        node.setAttribute("role", "button");
        node.setAttribute("tabindex", "-1");
        node.classList.toggle("is-box", Boolean(node.querySelector(":scope > rect:not([class])")));
        for (const text of node.querySelectorAll("text")) text.after(" ");
        this.items.push(entry);
        this.name(entry);
      }
      this.byNode = new Map(this.items.map((entry) => [entry.node, entry]));
      this.rove(this.items[0]);
    }

    // Who speaks to a screen says what is seen there: the name begins with it.
    name(entry) {
      const { item, node } = entry;
      const told = item.tip || item.title;
      const seen = [...node.querySelectorAll("text")].filter((text) => !text.closest(".badge"))
        .map((text) => text.textContent).join(" ");
      const letters = (text) =>
        ` ${text.toLowerCase().replace(/\([^()]*\)/g, " ").match(/[\p{L}\p{N}]+/gu)?.join(" ") || ""} `;
      const name = letters(told).includes(letters(seen)) ? told : `${seen}: ${told}`;
      const phase = entry.phase ? `, ${STATES[entry.phase]} on this date` : "";
      node.setAttribute("aria-label", name + phase);
    }

    rove(entry) {
      if (!entry) return;
      if (this.current) this.current.node.setAttribute("tabindex", "-1");
      this.current = entry;
      entry.node.setAttribute("tabindex", "0");
    }

    ring(entry) {
      if (entry.ring) return;
      const box = entry.node.getBBox();
      const [x, y, w, h] = [box.x - 3, box.y - 3, box.width + 6, box.height + 6];
      entry.ring = makeShape("path", { class: "ring", d: `M${x} ${y}h${w}v${h}h${-w}z` });
      entry.node.append(entry.ring);
    }

    isThere(entry) { return entry.phase !== "before"; }

    focus(entry) {
      this.rove(entry);
      entry.node.focus({ preventScroll: true });
      this.show(entry);
    }

    show(entry) {
      entry.node.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    listenToItems() {
      const find = (event) => this.byNode.get(event.target.closest("g.i[data-key]"));
      this.svg.addEventListener("focusin", (event) => {
        const entry = find(event);
        if (entry) { this.ring(entry); this.rove(entry); }
      });
      this.svg.addEventListener("click", (event) => {
        const entry = find(event);
        if (entry && !this.wasDragged && this.isThere(entry)) this.open(entry);
      });
      this.svg.addEventListener("keydown", (event) => {
        const entry = find(event);
        if (!entry || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "Enter" || event.key === " ") this.open(entry);
        else if (event.key === "Home") this.focus(this.items.find((e) => this.isThere(e)));
        else if (event.key === "End") this.focus(this.items.findLast((e) => this.isThere(e)));
        else if (event.key.startsWith("Arrow")) this.step(entry, event.key.slice(5));
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
    }

    // Go to what is nearest in a direction; what lies straight ahead counts as nearer.
    step(from, way) {
      const centre = (entry) => {
        const box = entry.node.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      };
      const [x, y] = centre(from);
      const isAcross = way === "Left" || way === "Right";
      const sign = way === "Left" || way === "Up" ? -1 : 1;
      let best = null;
      let least = Infinity;
      for (const entry of this.items) {
        if (entry === from || !this.isThere(entry)) continue;
        const [ex, ey] = centre(entry);
        const ahead = sign * (isAcross ? ex - x : ey - y);
        const aside = Math.abs(isAcross ? ey - y : ex - x);
        if (ahead < 1 || ahead + 2 * aside >= least) continue;
        least = ahead + 2 * aside;
        best = entry;
      }
      if (best) this.focus(best);
    }

    // The panel

    open(entry) {
      this.close(false);
      this.opened = entry;
      this.ring(entry);
      this.rove(entry);
      entry.node.classList.add("is-open");
      this.fill(entry);
      this.panel.hidden = false;
      this.panel.scrollTop = 0;
      this.heading.focus({ preventScroll: true });
      if (this.isFitted) this.fit(0.85);
      this.show(entry);
    }

    close(isBack = true) {
      if (!this.opened) return;
      const { node } = this.opened;
      node.classList.remove("is-open");
      this.opened = null;
      this.panel.hidden = true;
      this.panel.replaceChildren();
      if (this.isFitted) this.fit(0.7);
      if (isBack) node.focus({ preventScroll: true });
    }

    fill(entry) {
      const { item } = entry;
      const close = make("button", "Close", "close");
      close.type = "button";
      close.addEventListener("click", () => this.close());
      this.heading = make("h3", item.title);
      this.heading.tabIndex = -1;
      const parts = [close, this.heading];
      for (const line of item.lines || []) parts.push(make("p", line));
      if (entry.phase) parts.push(make("p", `${this.sayDate()}: ${STATES[entry.phase]}`, "status"));
      if (item.status) parts.push(make("p", item.status, "status"));
      if (item.facts) {
        const list = make("dl");
        for (const [what, text] of item.facts) list.append(make("dt", what), make("dd", text));
        parts.push(list);
      }
      for (const [text, by, sources] of item.quotes || []) {
        const quote = make("blockquote");
        quote.append(make("p", `“${text}”`));
        const cited = (sources || []).length ? ` [${sources.join(", ")}]` : "";
        if (by || cited) quote.append(make("p", `${by || ""}${cited}`, "by"));
        parts.push(quote);
      }
      parts.push(...this.listSources(item.sources || []));
      if (item.address) parts.push(this.link(item.address, "More"));
      this.panel.replaceChildren(...parts);
    }

    listSources(ids) {
      if (!ids.length) return [];
      const list = make("ul");
      for (const id of ids) {
        const [text, url] = this.data.references[id] || [];
        const row = make("li");
        row.append(make("span", id, "id"), " ", url ? this.link(url, text) : make("span", text || ""));
        list.append(row);
      }
      return [make("h4", ids.length === 1 ? "Source" : `Sources (${ids.length})`), list];
    }

    link(address, text) {
      const isOwn = !/^[a-z][a-z0-9+.-]*:/i.test(address);
      if (!isOwn && !SAFE.test(address)) return make("span", text);
      const link = make("a", text);
      link.href = address;
      link.rel = "noopener noreferrer";
      return link;
    }

    // Zoom and pan

    zoom(scale, event) {
      const before = this.svg.getBoundingClientRect();
      const frame = this.stage.getBoundingClientRect();
      const x = event ? event.clientX : frame.x + frame.width / 2;
      const y = event ? event.clientY : frame.y + this.stage.clientHeight / 2;
      const [right, down] = [(x - before.x) / before.width, (y - before.y) / before.height];
      this.scale = Math.min(6, Math.max(0.1, scale));
      this.isFitted = false;
      this.stage.classList.add("is-zoomed");
      this.svg.style.maxWidth = "none";
      this.svg.style.width = `${Math.floor(this.width * this.scale)}px`;
      const after = this.svg.getBoundingClientRect();
      this.stage.scrollLeft += after.x + right * after.width - x;
      this.stage.scrollTop += after.y + down * after.height - y;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = this.stage;
      this.stage.classList.toggle("can-drag", scrollWidth > clientWidth || scrollHeight > clientHeight);
    }

    // As wide as there is room, but no smaller than can be read, unless the reader asks for that.
    fit(least) {
      this.zoom(Math.min(1, Math.max(least, this.stage.clientWidth / this.width)));
      this.isFitted = true;
      this.stage.classList.remove("is-zoomed");
    }

    fitWhole() {
      const { width, height } = this.svg.viewBox.baseVal;
      this.zoom(Math.min(this.stage.clientWidth / width, 0.9 * window.innerHeight / height));
    }

    listenToStage() {
      const { stage } = this;
      stage.addEventListener("wheel", (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.zoom(this.scale * Math.exp(-event.deltaY / 300), event);
      }, { passive: false });
      stage.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "+" || event.key === "=") this.zoom(this.scale * 1.25);
        else if (event.key === "-") this.zoom(this.scale / 1.25);
        else if (event.key === "0") this.fitWhole();
        else if (event.key.startsWith("Arrow")) this.pan(event.key.slice(5));
        else return;
        event.preventDefault();
      });
      addEventListener("resize", () => { if (this.isFitted) this.fit(this.opened ? 0.85 : 0.7); });
      let start = null;
      stage.addEventListener("pointerdown", (event) => {
        this.wasDragged = false;
        if (event.button || event.pointerType !== "mouse") return;
        start = [event.clientX, event.clientY, stage.scrollLeft, stage.scrollTop];
      });
      window.addEventListener("pointermove", (event) => {
        if (!start) return;
        const [right, down] = [event.clientX - start[0], event.clientY - start[1]];
        if (!this.wasDragged && Math.hypot(right, down) < 5) return;
        this.wasDragged = true;
        stage.classList.add("is-dragged");
        stage.scrollLeft = start[2] - right;
        stage.scrollTop = start[3] - down;
      });
      for (const name of ["pointerup", "pointercancel"]) {
        window.addEventListener(name, () => { start = null; stage.classList.remove("is-dragged"); });
      }
    }

    pan(way) {
      const far = way === "Left" || way === "Up" ? -60 : 60;
      const isAcross = way === "Left" || way === "Right";
      const before = isAcross ? this.stage.scrollLeft : this.stage.scrollTop;
      if (isAcross) this.stage.scrollLeft += far;
      else this.stage.scrollTop += far;
      // At the edge of the picture the page goes on.
      const now = isAcross ? this.stage.scrollLeft : this.stage.scrollTop;
      if (before === now && !isAcross) window.scrollBy(0, far);
    }

    // Find, and the date

    listenToBar() {
      const bar = this.section.querySelector(".bar");
      const field = bar.querySelector("input[type='search']");
      field.addEventListener("input", () => this.find(field.value));
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.goOn(event.shiftKey ? -1 : 1);
        else if (event.key === "Escape" && field.value) { field.value = ""; this.find(""); }
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
      bar.querySelector(".in").addEventListener("click", () => this.zoom(this.scale * 1.25));
      bar.querySelector(".out").addEventListener("click", () => this.zoom(this.scale / 1.25));
      bar.querySelector(".fit").addEventListener("click", () => this.fitWhole());
      this.section.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
      this.range = bar.querySelector("input[type='range']");
      if (this.range) this.listenToDates(bar);
    }

    find(text) {
      const words = fold(text).split(/\s+/).filter(Boolean);
      this.hits = words.length ? this.items.filter((e) => words.every((word) => e.words.includes(word))) : [];
      this.hit = -1;
      this.svg.classList.toggle("is-sought", words.length > 0);
      const found = new Set(this.hits);
      for (const entry of this.items) {
        entry.node.classList.toggle("hit", found.has(entry));
        entry.node.classList.remove("now");
        if (found.has(entry)) this.ring(entry);
      }
      const next = this.hits.length ? "; Enter goes to the next" : "";
      this.said.textContent = words.length ? `${this.hits.length} of ${this.items.length} found${next}` : "";
    }

    goOn(by) {
      if (!this.hits.length) return;
      if (this.hit >= 0) this.hits[this.hit].node.classList.remove("now");
      const { length } = this.hits;
      this.hit = this.hit < 0 ? (by > 0 ? 0 : length - 1) : (this.hit + by + length) % length;
      const entry = this.hits[this.hit];
      entry.node.classList.add("now");
      this.rove(entry);
      this.show(entry);
      this.said.textContent = `${this.hit + 1} of ${length}: ${entry.item.tip || entry.item.title}`;
    }

    listenToDates(bar) {
      const phases = this.items.flatMap((entry) => entry.item.phases || []);
      const days = phases.map((phase) => phase[0]).filter((day) => day > "0001-01-01");
      this.days = [...new Set(days)].sort();
      this.range.max = this.days.length + 1;
      const set = () => this.setDate(Number(this.range.value));
      this.range.addEventListener("input", set);
      bar.querySelector(".whole").addEventListener("click", () => { this.range.value = 0; set(); });
      set();
    }

    // Places on the slider: 0 the whole time, 1 before the first day, then from each day on.
    setDate(place) {
      this.place = place;
      const day = place < 2 ? "0001-01-01" : this.days[place - 2];
      const counts = { certain: 0, possible: 0, gone: 0, before: 0 };
      for (const entry of this.items) {
        if (!entry.item.phases) continue;
        const steps = entry.item.phases.filter((phase) => phase[0] <= day);
        const phase = place ? (steps.length ? steps.at(-1)[1] : "before") : null;
        if (phase) counts[phase] += 1;
        if (phase !== entry.phase) this.setPhase(entry, phase);
      }
      if (this.current && !this.isThere(this.current)) this.rove(this.items.find((e) => this.isThere(e)));
      if (this.opened && !this.isThere(this.opened)) this.close(false);
      const words = this.sayDate();
      this.range.setAttribute("aria-valuetext", words);
      const signs = { possible: " (?)", gone: " (×)" };
      const told = Object.entries(counts).filter(([, number]) => number)
        .map(([phase, number]) => `${number} ${STATES[phase]}${signs[phase] || ""}`).join(", ");
      this.dayLine.hidden = !place;
      this.dayLine.replaceChildren(...(place
        ? [make("b", words), `: ${told}. Numbers in the picture are those of the whole time.`] : []));
    }

    sayDate() {
      const { place, days } = this;
      if (!place) return "The whole time";
      if (place === 1) return days.length ? `Before ${sayDay(days[0])}` : "On any day";
      const day = days[place - 2];
      if (place - 1 === days.length) return `From ${sayDay(day)} on`;
      const last = dayBefore(days[place - 1]);
      return last === day ? `On ${sayDay(day)}` : `From ${sayDay(day)} to ${sayDay(last)}`;
    }

    setPhase(entry, phase) {
      const { node, item } = entry;
      entry.phase = phase;
      for (const name of Object.keys(STATES)) node.classList.toggle(`is-${name}`, phase === name);
      const isGone = phase === "gone";
      const isSeated = phase === "certain" || phase === "possible";
      const wasLeft = entry.tone === "t-left";
      node.classList.toggle("is-seated", isSeated);
      if (entry.tone) {
        node.classList.toggle("t-left", wasLeft ? !isSeated : isGone);
        node.classList.toggle(wasLeft ? "t-person" : entry.tone, wasLeft ? isSeated : !isGone);
      }
      node.setAttribute("aria-hidden", String(phase === "before"));
      if (phase !== "before") node.removeAttribute("aria-hidden");
      if (entry.badge) entry.badge.remove();
      const isSaid = wasLeft && item.status;
      entry.badge = phase === "possible" ? this.badge(node, "?")
        : isGone && !isSaid ? this.badge(node, "× gone") : null;
      this.name(entry);
    }

    badge(node, text) {
      const box = node.getBBox();
      const width = 10 + text.length * 7;
      const right = box.x + box.width - 4;
      const made = makeShape("g", { class: "badge", "aria-hidden": "true" });
      made.append(
        makeShape("path", { d: `M${right - width + 4} ${box.y - 8}h${width - 8}a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4h${8 - width}a4 4 0 0 1-4-4v-8a4 4 0 0 1 4-4z` }),
        makeShape("text", { x: right - width / 2, y: box.y + 4 }, text));
      node.append(made);
      return made;
    }
  }

  // Paper has no way to open anything.
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:not([open])")) { part.open = true; opened.push(part); }
  });
  addEventListener("afterprint", () => { for (const part of opened.splice(0)) part.open = false; });

  for (const section of document.querySelectorAll(".chart")) new Picture(section);
})();
