// Small helpers for elements. Text of others only ever becomes text, never markup.

/** Makes an element: `el('p', {class: 'quiet'}, 'Hello ', el('b', {}, 'you'))`. */
export function el(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (key.startsWith('on')) {
            element.addEventListener(key.slice(2), value);
        } else if (value === true) {
            element.setAttribute(key, '');
        } else if (value !== false && value !== null && value !== undefined) {
            element.setAttribute(key, value);
        }
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
}

export function card(title, ...children) {
    return el('section', {class: 'card'}, el('h2', {}, title), ...children);
}

export function table(heads, rows, kind) {
    return el('div', {class: 'scroll'}, el('table', {class: kind},
        el('thead', {}, el('tr', {}, heads.map((head) => el('th', {scope: 'col'}, head)))),
        el('tbody', {}, rows.map((cells) => el('tr', {}, cells.map((cell) => el('td', {}, cell ?? '')))))));
}

/** A form: fields are `[name, label, attributes]`; `send` gets their values and may fail. */
export function form(fields, action, send, kind) {
    const button = el('button', {type: 'submit', class: 'main'}, action);
    const inputs = fields.map(([name, label, attributes = {}]) =>
        el('label', {}, label, el('input', {name, required: true, ...attributes})));
    const element = el('form', {class: kind}, inputs, button);
    element.addEventListener('submit', async (event) => {
        event.preventDefault();
        button.disabled = true;
        try {
            await send(Object.fromEntries(new FormData(element)));
        } catch (problem) {
            say(problem.message, 'bad');
        } finally {
            button.disabled = false;
        }
    });
    return element;
}

export function button(text, act, kind = 'small') {
    const element = el('button', {type: 'button', class: kind}, text);
    element.addEventListener('click', async () => {
        element.disabled = true;
        try {
            await act();
        } catch (problem) {
            say(problem.message, 'bad');
        } finally {
            element.disabled = false;
        }
    });
    return element;
}

/** Shows one message on top of the page; an empty one takes it away. */
export function say(message, kind = '') {
    const notice = document.getElementById('notice');
    notice.hidden = !message;
    notice.className = `notice ${kind}`;
    notice.textContent = message;
}

export function when(instant) {
    return instant ? new Date(instant).toLocaleString() : '–';
}
