// What is pressed goes to the server one by one, each until an answer says that it was done: two quick presses of a clicker are
// two, and one that was under way when the connection went is done when it is back. Where the room stands is kept by its tab,
// so that a server which does not know it goes on from there.

const STOOD = "koers-room"; // where a tab keeps that
const ANSWERED_MS = 4000; // a press that has no answer by then is sent again
const REDRAWN_MS = 300; // after a page was drawn again, until what was pressed meanwhile is sent: the foot is drawn by then

class Line {
  constructor() {
    this.waiting = [];
    this.turn = Date.now();
    this.lost = window.koersLine === "lost";
    addEventListener("koers-lost", () => { this.lost = true; clearTimeout(this.timer); });
    addEventListener("koers-redrawn", () => setTimeout(() => { this.lost = false; this.send(); this.go(); }, REDRAWN_MS));
  }

  // What is pressed in vain is pressed again: while no server is there the last press counts.
  ask(name, more) {
    if (this.lost) this.waiting = [];
    this.waiting.push({ name, ...more, turn: this.turn += 1 });
    this.go();
  }

  go() {
    if (this.lost || this.under || !this.waiting.length) return;
    this.under = this.waiting.shift();
    this.send();
  }

  send() {
    clearTimeout(this.timer);
    if (!this.under) return;
    if (this.foot.heard) this.foot.send("act", this.under);
    if (this.under.name === "leave") this.under = undefined; // no foot will answer that
    else this.timer = setTimeout(() => { if (!this.lost) this.send(); }, ANSWERED_MS);
  }

  // What the server says of where it stands.
  hear(foot) {
    this.foot = foot;
    const { stood, fresh, turn } = foot.data;
    if (this.under?.turn === turn) { this.under = undefined; clearTimeout(this.timer); }
    if (stood) this.stand(stood, fresh);
    this.go();
  }

  stand(stood, fresh) {
    const before = JSON.parse(sessionStorage.getItem(STOOD) ?? "null");
    if (!fresh || !before || before.session === stood.session) { sessionStorage.setItem(STOOD, JSON.stringify(stood)); return; }
    if (this.resumed === stood.session) return;
    this.resumed = stood.session;
    this.lost = false; // that this session draws says that its line is there
    if (this.under) this.waiting.unshift(this.under);
    this.under = undefined;
    this.waiting.unshift({ name: "resume", stood: before, turn: this.turn += 1 });
  }
}

const line = window.koersRoom ??= new Line();
