// What a reader of the page would complain about, as a list of sentences. Run inside the browser by html.py; `least` is the
// smallest size of letters in running text, in pixels.
(least) => {
  const found = [];
  const complain = (what, node) => found.push(`${what}: ${(node.textContent || node.tagName).trim().slice(0, 60)}`);
  const shown = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });

  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);
  for (const region of document.querySelectorAll(".scroll")) {
    if (region.tabIndex < 0) complain("cannot be scrolled with keys", region);
    if (!document.getElementById(region.getAttribute("aria-labelledby"))) complain("a region without a name", region);
  }

  for (const node of document.querySelectorAll("script, link, img, iframe, object, embed, form, base, a, [src], [href]"))
    found.push(`reaches outside the page: ${node.outerHTML.slice(0, 60)}`);
  for (const node of document.querySelectorAll("*"))
    for (const { name } of node.attributes) if (name.startsWith("on")) complain(`has ${name}`, node);

  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((head) => Number(head.tagName[1]));
  if (levels[0] !== 1 || levels.filter((level) => level === 1).length !== 1) found.push("not one first heading");
  if (levels.some((level, at) => level > (levels[at - 1] ?? 0) + 1)) found.push("a level of headings is left out");

  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const opaque = (colour) => numbers(colour)[3] !== 0;
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (opaque(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const holder = text.parentElement;
    if (!text.data.trim() || holder.closest("title, desc") || !shown(holder)) continue;
    const style = getComputedStyle(holder);
    const drawn = holder instanceof SVGElement;
    const size = parseFloat(style.fontSize) * (drawn ? holder.getScreenCTM().a : 1);
    if (size < (drawn ? 11 : least) - 0.05) complain(`letters of ${size.toFixed(1)} px`, text);
    const found_contrast = contrast(drawn ? style.fill : style.color, ground(holder));
    if (found_contrast < 4.5) complain(`contrast of ${found_contrast.toFixed(2)}`, text);
  }

  for (const cell of document.querySelectorAll("th, td, dd, dt, caption, figcaption, li, p, h1, h2")) {
    if (!cell.textContent.trim() || !shown(cell) || cell.closest("thead")?.getBoundingClientRect().width === 1) continue;
    const words = document.createRange();
    words.selectNodeContents(cell);
    const [inner, outer] = [words.getBoundingClientRect(), cell.getBoundingClientRect()];
    const slack = 1.5;
    if (inner.left < outer.left - slack || inner.right > outer.right + slack || inner.top < outer.top - slack || inner.bottom > outer.bottom + slack)
      complain("is cut off or runs out of its place", cell);
  }

  for (const chart of document.querySelectorAll("svg.chart")) {
    const box = chart.getBoundingClientRect();
    if (box.width < 150 || box.height < 60 || box.left < 0 || box.right > root.clientWidth + 1) complain("a chart without room", chart);
    if (!chart.querySelector("title")?.textContent || !chart.querySelector("desc")?.textContent) complain("a chart that is not told", chart);
    for (const shape of chart.querySelectorAll("polygon, polyline, circle, text")) {
      const style = getComputedStyle(shape);
      const inked = [style.fill, style.stroke].some((ink) => ink !== "none" && opaque(ink));
      const part = shape.getBoundingClientRect();
      if (!inked) complain("a shape without ink", shape);
      if (part.left < box.left - 2 || part.right > box.right + 2 || part.top < box.top - 2 || part.bottom > box.bottom + 2)
        complain(`a shape outside its chart (${shape.tagName})`, shape);
    }
  }
  return found;
}
