//! Finding controls the way people and screen readers do: by role and accessible name.

/// Returns the visible elements of a role (first argument) whose accessible name equals the second argument, or, if
/// there is none, contains it. While a modal dialog is open, only what is in it counts.
pub const FIND: &str = r#"
const [role, wanted] = arguments;
const selectors = {
  button: 'button, [role=button], summary',
  link: 'a[href], [role=link]',
  textbox: 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, [role=textbox], [role=searchbox], [role=combobox]',
  checkbox: 'input[type=checkbox], [role=checkbox], [role=switch]',
  radio: 'input[type=radio], [role=radio]',
  tab: '[role=tab]',
  option: '[role=option], option',
  select: 'select',
  row: '[role=row], tr, li, [role=listitem]',
  dialog: 'dialog[open], [role=dialog], [role=alertdialog]',
  heading: 'h1, h2, h3, h4, [role=heading]',
  status: '[role=status], [role=alert], [aria-live]',
  any: '*',
};
const squeeze = text => text.replace(/\s+/g, ' ').trim();
const textOf = node => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  if (node.hidden || getComputedStyle(node).display === 'none') return '';
  if (node.hasAttribute('aria-label')) return node.getAttribute('aria-label');
  const inner = [...node.childNodes].map(textOf).join('');
  return getComputedStyle(node).display.startsWith('inline') ? inner : ' ' + inner + ' ';
};
const nameOf = element => {
  const by = element.getAttribute('aria-labelledby');
  if (by) return by.split(/\s+/).map(id => document.getElementById(id)).filter(Boolean).map(textOf).join(' ');
  if (element.hasAttribute('aria-label')) return element.getAttribute('aria-label');
  if (element.labels && element.labels.length) return [...element.labels].map(textOf).join(' ');
  return textOf(element) || element.getAttribute('title') || element.getAttribute('placeholder') || '';
};
const visible = element => {
  const box = element.getBoundingClientRect();
  const hidden = element.matches('input[type=radio], input[type=checkbox]') ? false : box.width === 0 || box.height === 0;
  return element.checkVisibility({ visibilityProperty: true }) && !hidden && !element.closest('[inert]');
};
const modals = [...document.querySelectorAll('dialog[open], [aria-modal=true]')].filter(visible);
const scope = modals.length && role !== 'dialog' ? modals[modals.length - 1] : document;
const candidates = [...scope.querySelectorAll(selectors[role] || role)].filter(visible)
  .map(element => [element, squeeze(nameOf(element))]);
const exact = candidates.filter(([, name]) => name === wanted);
return (exact.length ? exact : candidates.filter(([, name]) => name.includes(wanted))).map(([element]) => element);
"#;

/// Visible text of the page with runs of white space as one space.
pub const TEXT: &str = "return document.body ? document.body.innerText.replace(/\\s+/g, ' ').trim() : '';";
