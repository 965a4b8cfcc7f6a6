// The tests of conditions as functions, for peers that have no language of their own for them.
const kNumber =
  /[0-9]|(^| )(all|every|none|no|zero|one|two|three|half|twice|never|always|each|double|any)( |$)/i;

export const kTests = {
  one_of: (value, { operands }) => operands.includes(value),
  none_of: (value, { operands }) => value !== undefined && !operands.includes(value),
  includes: (value, { operands }) => value !== undefined && value.includes(operands[0]),
  at_least: (value, { operands }) => value >= operands[0],
  at_most: (value, { operands }) => value <= operands[0],
  from: (value, { operands }) => value >= operands[0],
  until: (value, { operands }) => value <= operands[0],
  given: (value, { type }) =>
    value !== undefined && (type === "record" || value.length > 0),
  has: (value, { fields }) => value !== undefined && hasFields(value, fields),
  any_has: (value, { fields }) =>
    value !== undefined && value.some((record) => hasFields(record, fields)),
  each_has: (value, { fields }) =>
    value !== undefined && value.length > 0 && value.every((record) => hasFields(record, fields)),
  any_measurable: (value, { fields }) =>
    value !== undefined && value.some((record) =>
      hasFields(record, fields) && kNumber.test(record[fields[fields.length - 1]])),
};

function hasFields(record, fields) {
  return fields.every((field) => record[field] !== "");
}
