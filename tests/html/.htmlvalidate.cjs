// What html-validate is asked of our pages: its recommendations, but for taste, and for one rule that is wrong here.
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "attr-quotes": "off",
    "doctype-style": "off",
    "long-title": "off",
    "no-redundant-for": "off", // a label round its box names it too: some screen readers know one way only
    "no-trailing-whitespace": "off",
    "void-style": "off",
    // On a phone the rows of a list are boxes: `display` takes a table's meaning away, and the roles give it back.
    "no-redundant-role": "off",
  },
};
