package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.value.KeyedPath;

/**
 * Something that is said about an import.
 *
 * @param path what it is about; the comment stands at the nearest value of the descriptor that encloses it
 * @param text one sentence without a full stop
 */
record Note(KeyedPath path, String text) {}
