package io.vecstore.text.highlight;

/**
 * A term of the query in a text.
 *
 * @param term as it is indexed
 * @param start where it starts in the text, in UTF-16 units
 * @param end one past where it ends
 */
record Match(String term, int start, int end) {}
