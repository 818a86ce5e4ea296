//! What a page was told and what it complained of, for the report of a failed scenario: whether a press never arrived, arrived
//! elsewhere, or arrived and was not finished cannot be seen afterwards.

/// Keeps the last presses and errors of a page in `__witness`; runs before any script of the page.
pub const WATCH: &str = r"(() => {
  if (globalThis.__witness) return;
  const lines = globalThis.__witness = [];
  const note = text => {
    lines.push(new Date().toISOString().slice(11, 23) + ' ' + text);
    if (lines.length > 40) lines.shift();
  };
  const named = node => {
    const at = node.closest?.('button, a, label, [role]') ?? node;
    const words = (at.getAttribute?.('aria-label') ?? at.textContent ?? '').trim().slice(0, 24);
    const top = Math.round(at.getBoundingClientRect?.().top ?? -1);
    return `${at.tagName ?? at.nodeName} 「${words}」 top ${top}${at.ariaDisabled === 'true' ? ' disabled' : ''}`;
  };
  for (const kind of ['pointerdown', 'pointerup', 'click'])
    addEventListener(kind, event =>
      note(`${kind} at ${Math.round(event.clientX)},${Math.round(event.clientY)} on ${named(event.target)}`), true);
  addEventListener('error', event => note(`error: ${event.message}`));
  addEventListener('unhandledrejection', event => note(`rejected: ${event.reason}`));
  const complain = console.error;
  console.error = (...words) => { note(`console: ${words.join(' ').slice(0, 400)}`); complain(...words); };
})()";

/// Reads it, and which elements wait for something.
pub const REPORT: &str = r"
  const busy = [...document.querySelectorAll('[aria-busy=true]')].map(node => node.textContent.trim().slice(0, 40));
  return [...(globalThis.__witness ?? []), 'waiting: ' + (busy.join(', ') || 'nothing')].join('\n');";
