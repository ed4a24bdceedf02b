// Reads Bicep files with the syntax parser and writes their outline as JSON: parameters, variables, resources, modules,
// outputs, and every place the parser could not read. Values: text, number, truth as they are; an object as
// { "object": [[key, value] ...] }; a loop as { "each": [names], "of": value, "give": value }; a call as
// { "call": name, "with": [...] }; a choice as { "when": expression, "then": value, "else": value }; the rest as
// { "expression": source, "names": [identifiers] }.
'use strict';
const fs = require('fs');
const Parser = require('tree-sitter');
const parser = new Parser();
parser.setLanguage(require('tree-sitter-bicep'));

const identifiers = node => node.descendantsOfType('identifier').map(name => name.text);
const expression = node => ({ expression: node.text, names: identifiers(node) });

function text(node) {
  if (node.namedChildren.some(part => part.type === 'interpolation')) {
    return expression(node);
  }
  return node.namedChildren.map(part => part.type === 'escape_sequence' ? part.text.slice(1) : part.text).join('');
}

function each(node) {
  const names = node.namedChildren.find(part => part.type === 'for_loop_parameters');
  const initializer = node.childForFieldName('initializer');
  const body = node.childForFieldName('body');
  const over = node.namedChildren.filter(part => part.id !== names?.id && part.id !== initializer?.id && part.id !== body?.id);
  return {
    each: names ? names.namedChildren.map(part => part.text) : [initializer.text],
    of: value(over[0]),
    give: value(body),
  };
}

function value(node) {
  switch (node.type) {
    case 'string': return text(node);
    case 'number': return Number(node.text);
    case 'boolean': return node.text === 'true';
    case 'null': return null;
    case 'array': return node.namedChildren.filter(part => part.type !== 'comment').map(value);
    case 'for_statement': return each(node);
    case 'parenthesized_expression': return value(node.namedChildren[0]);
    case 'object':
      return {
        object: node.namedChildren.filter(part => part.type === 'object_property')
          .map(part => part.namedChildren.filter(child => child.type !== 'comment'))
          .map(([key, given]) => given
            ? [key.type === 'string' ? key.text.slice(1, -1) : key.text, value(given)]
            : [`(${key.type})`, null]),
      };
    case 'call_expression':
      return {
        call: node.childForFieldName('function').text,
        with: node.childForFieldName('arguments').namedChildren.filter(part => part.type !== 'comment').map(value),
      };
    case 'ternary_expression':
      return {
        when: expression(node.childForFieldName('condition')),
        then: value(node.childForFieldName('consequence')),
        else: value(node.childForFieldName('alternative')),
      };
    case 'unary_expression':
      return /^-\d+$/.test(node.text) ? Number(node.text) : expression(node);
    default: return expression(node);
  }
}

// `resource name 'type@version' existing = if (condition) { … }`, or a loop, or a plain object; modules alike.
function declared(node) {
  const parts = node.namedChildren.filter(part => !['decorators', 'comment'].includes(part.type));
  const [name, what, body] = parts;
  const conditional = body.type === 'if_statement';
  return {
    name: name.text,
    what: text(what),
    existing: node.children.some(part => part.type === 'existing'),
    condition: conditional ? expression(body.namedChildren[0]) : null,
    body: value(conditional ? body.namedChildren[body.namedChildCount - 1] : body),
  };
}

function named(node) {
  const parts = node.namedChildren.filter(part => !['decorators', 'comment'].includes(part.type));
  return {
    name: parts[0].text,
    type: parts.find(part => part.type === 'type')?.text ?? null,
    value: parts.length > 1 && parts[parts.length - 1].type !== 'type' ? value(parts[parts.length - 1]) : null,
    given: parts.length > 1 && parts[parts.length - 1].type !== 'type',
  };
}

// A decorator stands before its parameter, as a sibling.
function allowed(decorators) {
  const call = decorators?.descendantsOfType('call_expression')
    .find(one => one.childForFieldName('function').text === 'allowed');
  return call ? value(call).with[0] : null;
}

function unread(node) {
  if (!node.hasError) {
    return [];
  }
  const here = node.type === 'ERROR' || node.isMissing ? [`${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`] : [];
  return here.concat(...node.children.map(unread));
}

function outline(file) {
  const root = parser.parse(fs.readFileSync(file, 'utf8')).rootNode;
  const found = { file, errors: unread(root), parameters: [], variables: [], resources: [], modules: [], outputs: [],
    others: [] };
  let decorators = null;
  for (const node of root.namedChildren) {
    switch (node.type) {
      case 'comment': continue;
      case 'decorators': decorators = node; continue;
      case 'parameter_declaration':
        found.parameters.push({ ...named(node), allowed: allowed(decorators),
          described: /description\('.+'\)/.test(decorators?.text ?? '') });
        break;
      case 'variable_declaration': found.variables.push(named(node)); break;
      case 'output_declaration': found.outputs.push(named(node)); break;
      case 'resource_declaration': found.resources.push(declared(node)); break;
      case 'module_declaration': found.modules.push(declared(node)); break;
      default: found.others.push(node.type); break;
    }
    decorators = null;
  }
  return found;
}

process.stdout.write(JSON.stringify(process.argv.slice(2).map(outline)));
