// Whether something looks like an e-mail address. The server decides; this only saves a round trip.
export function isEmail(text: string): boolean {
  return /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/.test(text.trim());
}
