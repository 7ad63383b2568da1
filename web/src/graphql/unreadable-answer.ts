/** An answer is not what this app reads, as while a server is updated: it is told as a problem, and never taken for an empty one. */
export class UnreadableAnswer extends Error {}
