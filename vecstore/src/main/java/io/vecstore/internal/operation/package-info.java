/**
 * What is written, as a value and as bytes of the log? Open {@link
 * io.vecstore.internal.operation.Operation} first. Values only: safe from any thread. Depends on
 * core.
 */
@NullMarked
package io.vecstore.internal.operation;

import org.jspecify.annotations.NullMarked;
