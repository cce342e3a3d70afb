// What of Tabler the pages use. Run as VENDOR.md says when a template takes up a new class of Tabler's.
export const content = ['web/templates/**/*.html'];
export const safelist = {
  standard: [
    /^[mp][tbesxy]?-[0-5]$/, /^m[tbesxy]?-auto$/, /^d-(none|block|inline|inline-block|flex)$/,
    /^text-(end|center|start)$/, /^(w|h)-(auto|100)$/, /^flex-(wrap|fill|column|row)$/,
    /^justify-content-(center|between|end)$/, /^align-items-(center|start|end|baseline)$/,
    /^btn(-primary)?$/, /^form-(control|select|label|check-input)$/, /^card$/, /^table-responsive$/,
    'blockquote', 'details', 'summary', 'select', 'option', 'optgroup', 'textarea', 'fieldset', 'legend', 'table',
    'caption', 'tfoot', 'dl', 'dt', 'dd', 'ol', 'b', 'strong', 'small', 'button', 'svg', 'h1', 'h2', 'h3', 'h4',
  ],
};
export const fontFace = true;
export const keyframes = true;
export const variables = true;
