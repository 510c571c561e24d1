/**
 * How do we try a thousand inputs? The property runner that the tests of every module share. Open
 * {@code Forall} first.
 *
 * <p>Test code only; depends on the JDK. Properties run on the thread that calls them.
 */
@NullMarked
package io.vecstore.core.testkit;

import org.jspecify.annotations.NullMarked;
