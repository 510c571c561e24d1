/**
 * What is a term? The interface that a user implements to bring his own analysis of text.
 *
 * <p>Depends on nothing.
 */
@NullMarked
package io.vecstore.core.analysis;

import org.jspecify.annotations.NullMarked;
