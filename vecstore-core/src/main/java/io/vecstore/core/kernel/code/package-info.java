/**
 * How close are two vectors, told from a byte or a bit a component?
 *
 * <p>Open {@link io.vecstore.core.kernel.code.CodeRecords} first. Depends on nothing. Records are
 * safe from any thread, a query belongs to one.
 */
@NullMarked
package io.vecstore.core.kernel.code;

import org.jspecify.annotations.NullMarked;
