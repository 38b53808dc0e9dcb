// The days of actions, which Home shows as well.
export const actionDays = {
  due: (day: string) => `Due ${day}`,
  late: (day: string) => `Late, was due ${day}`,
  doneOn: (day: string) => `Done ${day}`,
  cancelledOn: (day: string) => `Cancelled ${day}`,
};
