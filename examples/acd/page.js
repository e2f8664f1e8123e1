// SPDX-License-Identifier: Apache-2.0
'use strict';
(() => {
  // Tables sort by a column: numbers from the largest on, names from the first; once more, the other way round.
  const value = (row, column) => {
    const cell = row.cells[column], data = cell.querySelector('data');
    if (!data) return column ? -Infinity : cell.textContent;
    return data.value === '' ? -Infinity : Number(data.value);
  };
  const compare = (a, b) => (typeof a === 'string' ? a.localeCompare(b, undefined, {numeric: true}) : a < b ? -1 : a > b ? 1 : 0);
  for (const table of document.querySelectorAll('table.sorts')) {
    const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
    if (body.rows.length < 2) continue;
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const before = head.getAttribute('aria-sort');
        const falls = before ? before === 'ascending' : column > 0;
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
        const rows = [...body.rows].sort((a, b) => (falls ? -1 : 1) * compare(value(a, column), value(b, column)));
        body.append(...rows);
      });
    });
  }

  // Over a chart: the numbers of the point below the pointer, at once.
  const box = document.createElement('div');
  box.className = 'tip';
  box.hidden = true;
  box.setAttribute('aria-hidden', 'true');
  document.body.append(box);
  for (const hint of document.querySelectorAll('rect.hint')) {
    const lines = hint.querySelector('title').textContent.split('\n');
    hint.querySelector('title').remove();
    hint.addEventListener('pointerenter', () => {
      box.replaceChildren(...lines.map((line) => Object.assign(document.createElement('div'), {textContent: line})));
      box.hidden = false;
      const at = hint.getBoundingClientRect(), width = box.offsetWidth;
      const left = at.right + 8 + width > document.documentElement.clientWidth ? at.left - width - 8 : at.right + 8;
      box.style.left = `${Math.max(4, left) + scrollX}px`;
      box.style.top = `${at.top + 8 + scrollY}px`;
    });
    hint.addEventListener('pointerleave', () => { box.hidden = true; });
  }
})();
