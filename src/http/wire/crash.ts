/** Frames that a log gets: where it happened, and by way of what. */
const MAX_FRAMES = 10;
const MAX_FRAME = 200;

/**
 * What a log may hold of a crash: its kind, and where it happened. The message may quote a request, and so an address,
 * on as many lines as it likes, some of which may look like frames: what is not known for one is left out.
 */
export function describeCrash({ name, message, stack = "" }: Error): string {
  const head = `${name}: ${message}\n`;
  const frames = stack.startsWith(head) ? stack.slice(head.length).split("\n") : [];
  const kept = frames.filter((line) => FRAME.test(line)).slice(0, MAX_FRAMES);
  return [`unexpected ${NAME.test(name) ? name : "error"}`, ...kept.map((line) => line.slice(0, MAX_FRAME))].join("\n");
}

const FRAME = /^ {4}at \S/;
const NAME = /^\w{1,60}$/;
