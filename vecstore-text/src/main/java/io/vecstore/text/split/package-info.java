/**
 * Where can a long text be cut? Splitters, each of whose pieces says where in the text it lies.
 *
 * <p>Open {@link io.vecstore.text.split.TextSplitter} first. Depends on the core's errors only.
 * Splitters are values: safe from any thread.
 */
@NullMarked
package io.vecstore.text.split;

import org.jspecify.annotations.NullMarked;
