"use strict";
(() => {
  const data = JSON.parse(document.getElementById("graph-data").textContent);
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const detail = document.getElementById("detail");
  const picture = document.getElementById("picture");
  const hint = document.getElementById("hint");
  const records = [...document.querySelectorAll("article[data-record]")];
  const rows = [...document.querySelectorAll("tr[data-record]")];
  const words = records.map((each) => each.textContent.toLowerCase());
  document.getElementById("split").hidden = false;
  search.hidden = false;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const live = ["in-force", "advisory", "amended", "scheduled"];
  const style = () => [
    { selector: "node", style: {
      "shape": "round-rectangle", "width": 190, "height": 56, "label": "data(label)",
      "text-wrap": "wrap", "text-max-width": 180, "text-valign": "center", "text-halign": "center",
      "font-size": 13, "font-family": "system-ui, sans-serif", "color": colour("--ink"),
      "background-color": (node) => colour(node.data("kind") === "waiver" ? "--waiver" : live.includes(node.data("state")) ? "--node" : "--gone"),
      "border-width": 1.5, "border-color": colour("--dim"),
      "border-style": (node) => (live.includes(node.data("state")) ? "solid" : "dashed") } },
    { selector: "edge", style: {
      "width": 1.5, "curve-style": "bezier", "line-color": colour("--dim"), "target-arrow-color": colour("--dim"),
      "target-arrow-shape": "triangle", "label": "data(label)", "font-size": 10, "color": colour("--dim"),
      "text-background-color": colour("--soft"), "text-background-opacity": 1, "text-background-padding": 2,
      "line-style": (edge) => (edge.data("kind") === "supersedes" ? "solid" : "dashed") } },
    { selector: "node:selected", style: { "border-width": 3, "border-color": colour("--link") } },
    { selector: ".faint", style: { "opacity": 0.15 } },
  ];
  const graph = cytoscape({
    container: picture, style: style(), minZoom: 0.15, maxZoom: 2.5, autoungrabify: true,
    elements: [
      ...data.nodes.map((each) => ({ group: "nodes", data: each, position: { x: each.x, y: each.y } })),
      ...data.edges.map((each) => ({ group: "edges", data: each })),
    ],
    layout: { name: "preset" },
  });
  const narrowed = matchMedia("(max-width: 760px)");
  const small = () => (narrowed.matches ? 0.8 : 0.55);
  const wide = 274, high = 88, across = 4, node = 190;  // the places of mneme_cli/commands/report/places.py
  const fold = () => {
    const room = (picture.clientWidth - 32) / small() + wide - node;
    const most = Math.min(across, Math.max(1, Math.floor(room / wide)));
    const deep = Math.ceil(across / most);
    graph.nodes().forEach((each) => {
      const column = Math.round(each.data("x") / wide), row = Math.round(each.data("y") / high);
      each.position({ x: (column % most) * wide, y: (row * deep + Math.floor(column / most)) * high });
    });
  };
  const frame = () => {
    fold();
    const box = graph.elements().boundingBox();
    const zoom = Math.min(1.1, Math.max(small(), (picture.clientWidth - 32) / Math.max(box.w, 1)));
    const [least, most] = narrowed.matches ? [200, Infinity] : [400, 600];
    picture.style.height = Math.round(Math.min(most, Math.max(least, box.h * zoom + 40))) + "px";
    detail.style.maxHeight = picture.style.height;
    graph.resize();
    graph.fit(undefined, 16);
    if (graph.zoom() < small()) { graph.zoom(small()); graph.pan({ x: 16 + 97 * small(), y: 16 + 30 * small() }); }
    if (graph.zoom() > 1.1) { graph.zoom(1.1); graph.center(); }
    const whole = graph.elements().renderedBoundingBox();
    const fits = whole.x1 >= 0 && whole.y1 >= 0 && whole.x2 <= picture.clientWidth && whole.y2 <= picture.clientHeight;
    hint.hidden = fits;
    graph.userPanningEnabled(!(fits && narrowed.matches));  // a finger on it scrolls the page
    graph.userZoomingEnabled(!(fits && narrowed.matches));
  };
  frame();
  addEventListener("resize", frame);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(style()));

  const show = (number) => {
    const copy = records[number].cloneNode(true);
    copy.removeAttribute("id");
    detail.replaceChildren(copy);
    detail.scrollTop = 0;
    graph.elements(":selected").unselect();
    graph.getElementById("n" + number).select();
  };
  graph.on("tap", "node", (event) => show(event.target.data("record")));

  const narrow = () => {
    const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const holds = words.map((text) => asked.every((word) => text.includes(word)));
    const known = (each) => holds[Number(each.dataset.record)];
    rows.forEach((each) => { each.hidden = !known(each); });
    records.forEach((each) => { each.hidden = !known(each); });
    graph.batch(() => {
      graph.nodes().forEach((node) => { node.toggleClass("faint", !holds[node.data("record")]); });
      graph.edges().forEach((edge) => { edge.toggleClass("faint", edge.connectedNodes(".faint").length > 0); });
    });
    const many = holds.filter(Boolean).length;
    count.textContent = asked.length ? many + " of " + holds.length + " records" : holds.length + " records";
    const found = graph.nodes().not(".faint");
    if (asked.length && found.length) { graph.fit(found, 40); if (graph.zoom() > 1.1) { graph.zoom(1.1); graph.center(found); } } else { frame(); }
  };
  search.addEventListener("input", narrow);
  search.addEventListener("keydown", (event) => {
    const first = graph.nodes().not(".faint");
    if (event.key === "Enter" && first.length) { show(first[0].data("record")); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest ? event.target.closest('a[href^="#record-"]') : null;
    if (!link) { return; }
    const number = Number(link.hash.slice("#record-".length));
    const inside = detail.contains(link);
    show(number);
    if (inside) { event.preventDefault(); }
  });
  document.documentElement.dataset.ready = "yes";
})();
