"""What stands between a page and its reader: scripts that run in a browser of any make."""

# What the translator of a browser does, where a page lets it: each text in elements of its own.
TRANSLATED = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), all = [];
    while (texts.nextNode()) all.push(texts.currentNode);
    for (const text of all) {
        const outer = document.createElement("font"), inner = document.createElement("font");
        inner.textContent = text.data.toUpperCase();
        outer.append(inner);
        text.replaceWith(outer);
    }
}"""

# An office's proxy answers no request for a socket.
HANGING = "() => { WebSocket = function () { this.send = this.close = () => {}; }; }"
# `isCut(true)` cuts every socket, and refuses new ones until `isCut(false)`: the server knows
# nothing of the address that they are led to.
CUT = """() => {
    const Real = WebSocket, all = [];
    let cut = false;
    WebSocket = class extends Real {
        constructor(address, ...more) {
            super(cut ? address + "/cut" : address, ...more);
            all.push(this);
        }
    };
    isCut = (now) => {
        cut = now;
        if (cut) for (const one of all) one.close();
    };
}"""
REFUSED = CUT.replace("cut = false", "cut = true")
