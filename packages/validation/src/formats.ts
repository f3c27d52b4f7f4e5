const shape = /^(\d{4}-\d\d-\d\d)[t\s](\d\d):(\d\d):(\d\d(?:\.\d+)?)(?:z|([+-])(\d\d)(?::?(\d\d))?)$/i;

/** Reports whether a text is a date and time of RFC 3339, as Ajv asserts it: leap seconds are those of UTC. */
export function isDateTime(text: string): boolean {
  const [, date = "", hour = "", minute = "", second = "", sign, offsetHours = "0", offsetMinutes = "0"] =
    shape.exec(text) ?? [];
  if (!isDate(date) || +offsetHours > 23 || +offsetMinutes > 59) return false;
  if (+hour <= 23 && +minute <= 59 && +second < 60) return true;
  const direction = sign === "-" ? -1 : 1;
  const minuteInUtc = +minute - +offsetMinutes * direction;
  const hourInUtc = +hour - +offsetHours * direction - (minuteInUtc < 0 ? 1 : 0);
  return [23, -1].includes(hourInUtc) && [59, -1].includes(minuteInUtc) && +second < 61;
}

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}

/** Reports whether a number is an integer of 32 bits. */
export function isInt32(value: number): boolean {
  return value === (value | 0);
}

/** Reports whether a number is an integer. JSON has no integers of 64 bits that JavaScript could tell from others. */
export function isInteger(value: number): boolean {
  return Number.isInteger(value);
}
