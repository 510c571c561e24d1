/**
 * A name, gimme bytes: the narrow file layer, the only place that opens a file.
 *
 * <p>Depends on the errors only. Every call that may fail on a real disk is here, so that a
 * simulator can fail it.
 */
@NullMarked
package io.vecstore.persist.fs;

import org.jspecify.annotations.NullMarked;
