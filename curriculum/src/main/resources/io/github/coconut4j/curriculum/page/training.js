"use strict";
(() => {
  const byId = id => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const colours = ["#2f7d6d", "#c05a2b", "#8a8f98", "#4a66b0", "#a2457f", "#8c7a1f", "#3f97b8", "#6b6b6b"];
  let news = { methods: [], ended: false };
  let shown = -1;
  const charts = {};

  const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const whole = value => Math.round(value).toLocaleString("en");

  function duration(seconds) {
    if (seconds < 0) return "–";
    const s = Math.round(seconds);
    if (s < 60) return s + " s";
    if (s < 3600) return Math.floor(s / 60) + " min " + (s % 60) + " s";
    return Math.floor(s / 3600) + " h " + Math.floor((s % 3600) / 60) + " min";
  }

  function axes(format) {
    const line = { stroke: ink("--quiet"), grid: { stroke: ink("--line"), width: 1 }, ticks: { stroke: ink("--line"), width: 1 } };
    return [{ ...line, values: (u, at) => at.map(whole) }, { ...line, size: 56, values: (u, at) => at.map(format) }];
  }

  /* Every second stage is shaded and each has its number; an expected band lies behind the curves. */
  function behind(band) {
    return u => {
      const method = chosen();
      const context = u.ctx;
      context.save();
      method.stages.forEach(stage => {
        const left = u.valToPos(stage.from, "x", true);
        const right = Math.min(u.valToPos(stage.to, "x", true), u.bbox.left + u.bbox.width); // held-out problems were last asked before
        context.fillStyle = ink("--soft");
        if (stage.stage % 2 === 1 && right > left) context.fillRect(left, u.bbox.top, right - left, u.bbox.height);
        context.fillStyle = ink("--quiet");
        context.textAlign = "left";
        context.font = 11 * devicePixelRatio + "px system-ui, sans-serif";
        if (right - left > 50 * devicePixelRatio) context.fillText("stage " + stage.stage, left + 4 * devicePixelRatio, u.bbox.top + 12 * devicePixelRatio);
      });
      if (band && method.low !== null) {
        const high = u.valToPos(method.high, "y", true);
        context.fillStyle = "rgba(47, 125, 109, 0.2)";
        context.fillRect(u.bbox.left, high, u.bbox.width, Math.max(2, u.valToPos(method.low, "y", true) - high));
      }
      context.restore();
    };
  }

  /* A chart stays while it has the same lines, so that news does not take away what somebody points at. */
  function chart(id, data, series, format, range, method, band) {
    const place = byId(id);
    const small = data[0].length < 60;
    const lines = JSON.stringify([method.folder, method.method, series, small, dark.matches, data[0].length === 0]);
    const old = charts[id];
    if (old && old.lines === lines) {
      if (!old.plot) return;
      if (old.plot.width !== place.clientWidth) old.plot.setSize({ width: place.clientWidth, height: 260 });
      old.plot.setData(data);
      return;
    }
    if (old && old.plot) old.plot.destroy();
    place.textContent = data[0].length === 0 ? "nothing yet" : "";
    charts[id] = { lines, plot: null };
    if (data[0].length === 0) return;
    charts[id].plot = new uPlot({
      width: place.clientWidth,
      height: 260,
      scales: { x: { time: false, range: (u, low, high) => [Math.min(0, low), Math.max(high, low + 1)] }, y: { range } },
      axes: axes(format),
      series: [{ label: "step", value: (u, v) => v === null ? "–" : whole(v) }, ...series.map((label, i) => ({
        label, stroke: colours[i % colours.length], width: 1.5, points: { show: small }, value: (u, v) => v === null || v === undefined ? "–" : format(v),
      }))],
      hooks: { drawClear: [behind(band)] },
    }, data, place);
    place.setAttribute("role", "group");
    place.setAttribute("tabindex", "0");
    place.setAttribute("aria-label", series.join(", ") + " over steps; arrow keys go from point to point");
  }

  /* What the mouse points at, the arrow keys reach as well. */
  ["loss", "answers", "norms"].forEach(id => byId(id).addEventListener("keydown", event => {
    const plot = charts[id] && charts[id].plot;
    const last = plot ? plot.data[0].length - 1 : -1;
    const to = { ArrowLeft: at => at - 1, ArrowRight: at => at + 1, Home: () => 0, End: () => last }[event.key];
    if (last < 0 || !to) return;
    event.preventDefault();
    const at = plot.cursor.idx === null || plot.cursor.idx === undefined ? (event.key === "ArrowRight" ? -1 : last + 1) : plot.cursor.idx;
    const next = Math.max(0, Math.min(last, to(at)));
    plot.setCursor({ left: plot.valToPos(plot.data[0][next], "x"), top: plot.over.clientHeight / 2 });
  }));

  function numbers(method) {
    const list = byId("numbers");
    list.textContent = "";
    const last = method.asked[method.asked.length - 1];
    [
      ["step", whole(method.step) + " of " + whole(method.totalSteps)],
      ["stage", method.stage + " of " + method.finalStage],
      ["thoughts", method.thoughts],
      ["loss", method.loss.length ? method.loss[method.loss.length - 1].toFixed(4) : "–"],
      ["right, held-out", last ? (100 * last.right).toFixed(1) + " %" : "–"],
      ["examples/s", method.examplesPerSecond > 0 ? whole(method.examplesPerSecond) : "–"],
      ["time so far", duration(method.seconds)],
      ["time left", method.test !== null ? "0 s" : duration(method.secondsLeft)],
      ["parameters", whole(method.parameters)],
      ...(method.test !== null ? [["test", (100 * method.test).toFixed(1) + " %"]] : []),
    ].forEach(([label, value]) => {
      const item = document.createElement("li");
      const bold = document.createElement("b");
      bold.textContent = value;
      const name = document.createElement("span");
      name.textContent = label;
      item.append(bold, name);
      list.append(item);
    });
  }

  /* Buttons stay as well: the one that has the keyboard keeps it. */
  function buttons() {
    const nav = byId("methods");
    news.methods.forEach((method, i) => {
      if (i < nav.children.length) return;
      const button = document.createElement("button");
      button.type = "button";
      button.addEventListener("click", () => { shown = i; draw(); });
      nav.append(button);
    });
    news.methods.forEach((method, i) => {
      nav.children[i].textContent = method.method;
      nav.children[i].setAttribute("aria-pressed", String(method === chosen()));
    });
  }

  const chosen = () => news.methods[shown < 0 ? news.methods.length - 1 : shown];

  function draw() {
    const method = chosen();
    if (news.ended) byId("state").textContent = "The training has ended.";
    if (!method) return;
    if (!news.ended) byId("state").textContent = method.test !== null ? method.method + " is trained." : "Training " + method.method + ".";
    byId("title").textContent = method.folder;
    document.title = Math.floor(100 * method.step / Math.max(1, method.totalSteps)) + " % " + method.method;
    byId("done").value = method.step / Math.max(1, method.totalSteps);
    byId("band").textContent = "Share of the answers that are right, the other option, or no answer at all."
      + (method.low === null ? "" : " The green band, " + (100 * method.low).toFixed(1) + " to " + (100 * method.high).toFixed(1)
        + " %, is what earlier runs of this configuration had right at the end of this stage" + (method.test === null ? "." : ", here in the test."));
    buttons();
    numbers(method);
    const asked = method.asked;
    const at = asked.map(a => a.step);
    const thoughts = Math.max(0, ...asked.map(a => a.norms.length));
    chart("loss", [method.steps, method.loss], ["loss"], v => v.toFixed(2), (u, low, high) => [0, Math.max(high, 0.1) * 1.05], method, false);
    chart("answers", [at, asked.map(a => a.right), asked.map(a => a.other), asked.map(a => a.none)], ["right", "other option", "no answer"],
      v => Math.round(100 * v) + " %", () => [0, 1.02], method, true);
    chart("norms", thoughts === 0 ? [[]] : [at, ...Array.from({ length: thoughts }, (x, k) => asked.map(a => k < a.norms.length ? a.norms[k] : null))],
      Array.from({ length: thoughts }, (x, k) => "thought " + (k + 1)), v => v.toFixed(1), (u, low, high) => [0, Math.max(high, 0.1) * 1.05], method, false);
  }

  const source = new EventSource("/events");
  source.onmessage = message => {
    news = JSON.parse(message.data);
    if (news.ended) source.close();
    draw();
  };
  source.onerror = () => {
    if (!news.ended) byId("state").textContent = "The training cannot be reached; it has been stopped, or will be found again.";
  };
  dark.addEventListener("change", draw);
  addEventListener("resize", draw);
})();
