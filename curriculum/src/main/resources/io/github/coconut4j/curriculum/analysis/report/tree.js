'use strict';
(() => {
  const trees = JSON.parse(document.getElementById('trees').textContent);
  const readings = JSON.parse(document.getElementById('readings').textContent);
  const reading = document.getElementById('reading');
  const select = document.getElementById('problem');
  const steps = document.getElementById('steps');
  const about = document.getElementById('about');
  const figure = document.getElementById('tree');
  const NS = 'http://www.w3.org/2000/svg';
  let thoughts = 0;

  const element = (name, attributes, text) => {
    const made = document.createElementNS(NS, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const tokens = some => some.map(token => `${token.text.trim() || JSON.stringify(token.text)} ${token.score.toFixed(2)}`).join(', ');
  const number = value => typeof value === 'number' ? value.toFixed(2) : '–';

  const read = () => {
    reading.textContent = '';
    readings[Number(select.value)].forEach(thought => {
      const row = document.createElement('tr');
      row.className = thought.thought === thoughts ? 'now' : '';
      const head = document.createElement('th');
      head.scope = 'row';
      head.textContent = String(thought.thought);
      const cells = [tokens(thought.says), tokens(thought.nearest), number(thought.norm), number(thought.cosine), thought.projection.map(number).join(', ') || '–'];
      row.append(head);
      cells.forEach((text, i) => {
        const cell = document.createElement('td');
        cell.className = i < 2 ? 'words' : '';
        cell.textContent = text;
        row.append(cell);
      });
      reading.append(row);
    });
  };

  const draw = () => {
    const tree = trees[Number(select.value)];
    const layers = [];
    tree.nodes.forEach((node, i) => (layers[node.depth] = layers[node.depth] || []).push(i));
    const widest = layers.reduce((most, layer) => Math.max(most, layer.length), 0);
    const width = Math.min(920, Math.max(320, figure.clientWidth, widest * 56));
    const gap = 92;
    const height = layers.length * gap;
    const svg = element('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `search tree after ${thoughts} thoughts` });
    const place = i => {
      const layer = layers[tree.nodes[i].depth];
      return [(layer.indexOf(i) + 0.5) * width / layer.length, (tree.nodes[i].depth + 0.4) * gap];
    };
    tree.nodes.forEach((node, i) => {
      if (node.parent < 0) return;
      const [x, y] = place(i);
      const [px, py] = place(node.parent);
      svg.append(element('line', { x1: px, y1: py, x2: x, y2: y, stroke: 'currentColor', 'stroke-opacity': 0.3 }));
    });
    const radius = Math.max(10, Math.min(22, width / widest / 3));
    tree.nodes.forEach((node, i) => {
      const [x, y] = place(i);
      const value = node.values[Math.min(thoughts, node.values.length - 1)];
      svg.append(element('circle', { cx: x, cy: y, r: radius, style: `fill: color-mix(in srgb, #0072B2 ${8 + 92 * value}%, var(--paper))`, stroke: node.leads ? '#E69F00' : 'currentColor', 'stroke-width': node.leads ? 3 : 1 }));
      svg.append(element('text', { x, y: y - radius - 4, 'text-anchor': 'middle' }, node.name));
      svg.append(element('text', { x, y: y + radius + 13, 'text-anchor': 'middle', 'fill-opacity': 0.75 }, value < 0.001 ? '0' : value.toFixed(value < 0.1 ? 3 : 2)));
    });
    figure.textContent = '';
    figure.append(svg);
    read();
    about.textContent = `${tree.question} — answers ${tree.said || 'nothing'} (${tree.right ? 'right' : 'wrong, ' + tree.answer + ' is right'}); entropy of the values after ${thoughts} ${thoughts === 1 ? 'thought' : 'thoughts'}: ${tree.entropy[thoughts].toFixed(2)} nats.`;
    Array.from(steps.children).forEach((button, k) => button.setAttribute('aria-pressed', String(k === thoughts)));
  };

  const choose = () => {
    const count = trees[Number(select.value)].entropy.length;
    steps.textContent = '';
    for (let k = 0; k < count; k++) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = k === 1 ? '1 thought' : `${k} thoughts`;
      button.addEventListener('click', () => { thoughts = k; draw(); });
      steps.append(button);
    }
    thoughts = Math.min(1, count - 1);
    draw();
  };

  trees.forEach((tree, i) => {
    const option = document.createElement('option');
    option.value = String(i);
    option.textContent = `${i + 1}: ${tree.question.length > 60 ? '… ' + tree.question.slice(-58) : tree.question}`;
    select.append(option);
  });
  select.addEventListener('change', choose);
  addEventListener('resize', () => { if (trees.length > 0) draw(); });
  document.addEventListener('keydown', event => {
    if (event.target === select || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return;
    const count = steps.children.length;
    thoughts = (thoughts + (event.key === 'ArrowRight' ? 1 : count - 1)) % count;
    draw();
  });
  if (trees.length > 0) choose();
})();
