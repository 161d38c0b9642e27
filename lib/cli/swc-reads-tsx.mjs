// dependency-cruiser's swc parser does not tell swc that a .tsx file holds JSX; loaded before it with --import.
import swc from '@swc/core';

const parseFileSync = swc.parseFileSync.bind(swc);
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
