/**
 * Who does the work of a build? Threads that are started for it and have ended when it is done.
 *
 * <p>Depends on nothing.
 */
@NullMarked
package io.vecstore.index.parallel;

import org.jspecify.annotations.NullMarked;
