// An ESLint rule: what somebody else chose is never shown as it is. In the page a name stands in
// <Name> or <Sentence>, which isolate it and show what it hides; in a title, a label or a toast, and
// wherever a text is made with it, it goes through plainName().
const names = new Set([
  'userName',
  'displayName',
  'targetDisplay',
  'actorDisplay',
  'externalId',
  'givenName',
  'familyName',
]);
// Things whose `name` somebody chose.
const named = new Set(['org', 'organisation', 'group', 'contact', 'operator', 'key', 'member']);
const shownAttributes = new Set(['title', 'label', 'aria-label', 'placeholder', 'description']);

function isChosen(node) {
  if (node.type === 'ChainExpression') return isChosen(node.expression);
  if (node.type === 'LogicalExpression')
    return isChosen(node.right) || (node.operator !== '&&' && isChosen(node.left));
  if (node.type === 'ConditionalExpression')
    return isChosen(node.consequent) || isChosen(node.alternate);
  if (node.type === 'Identifier') return names.has(node.name);
  if (node.type !== 'MemberExpression' || node.computed) return false;
  const property = node.property.name;
  // A text of the console about names is none.
  if (node.object.name === 'words') return false;
  if (names.has(property)) return true;
  const owner = node.object.type === 'MemberExpression' ? node.object.property : node.object;
  return property === 'name' && named.has(owner.name);
}

// <Page title={…} isName> puts it into <Name> itself.
const isToldSo = ({ attributes }) => attributes.some(({ name }) => name?.name === 'isName');

const nameOf = (element) => element.openingElement?.name?.name;
const safeElements = new Set(['Name', 'Sentence', 'Shown']);

export const bareNames = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      page: 'A name is shown as it is: put it into <Name>.',
      text: 'A name goes into a text as it is: use plainName().',
    },
  },
  create(context) {
    const report = (node, messageId) => context.report({ node, messageId });
    return {
      JSXExpressionContainer(node) {
        const { parent, expression } = node;
        if (!isChosen(expression)) return;
        if (parent.type === 'JSXElement' && !safeElements.has(nameOf(parent)))
          report(expression, 'page');
        if (parent.type === 'JSXFragment') report(expression, 'page');
        const isShown = parent.type === 'JSXAttribute' && shownAttributes.has(parent.name.name);
        if (isShown && !isToldSo(parent.parent)) report(expression, 'text');
      },
      TemplateLiteral(node) {
        if (node.parent.type !== 'JSXExpressionContainer') return;
        node.expressions.filter(isChosen).forEach((one) => report(one, 'text'));
      },
      // words.removed(org.name), text.people.total(…), toast(…)
      CallExpression(node) {
        const { callee } = node;
        const base = callee.type === 'MemberExpression' ? callee.object : callee;
        const isText = /^[( ]*(.* \? )?(words|text|toast|showToast)\b/.test(
          context.sourceCode.getText(base),
        );
        if (!isText) return;
        node.arguments.filter(isChosen).forEach((one) => report(one, 'text'));
      },
    };
  },
};
