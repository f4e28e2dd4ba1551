/** Whether one text is the other with one letter too many, too few, wrong, or in its neighbour's place. */
export function isSlip(typed: string, meant: string): boolean {
  if (typed === meant) return false;
  const start = countAlike(typed, meant);
  const [left, right] = [typed.slice(start), meant.slice(start)];
  return (
    left.slice(1) === right ||
    left === right.slice(1) ||
    left.slice(1) === right.slice(1) ||
    (left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0])
  );
}

function countAlike(one: string, other: string): number {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count += 1;
  return count;
}
