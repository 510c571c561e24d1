/**
 * A name, gimme bytes: the narrow file layer, the only place that opens a file.
 *
 * <p>Start at {@link io.vecstore.persist.fs.StoreFs}, which says what a crash leaves of files and
 * names. Every call that may fail on a real disk is there, so that a simulator can fail it. Depends
 * on nothing but the JDK. Safe from any thread that nobody interrupts.
 */
@NullMarked
package io.vecstore.persist.fs;

import org.jspecify.annotations.NullMarked;
