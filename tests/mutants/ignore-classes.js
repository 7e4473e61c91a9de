/** What a class looks like is seen by eyes and by axe, in the browser tests; the tests that faults are tried on see no colour. */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'classes',
    value: {
      shouldIgnore: (path) =>
        path.isJSXAttribute() && path.node.name.name === 'class' ? 'how it looks' : undefined,
    },
  },
];
