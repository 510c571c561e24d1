/**
 * What are the numbers of a packed block? Postings are kept in blocks of 256 numbers of as few bits
 * as they need.
 *
 * <p>Open {@link io.vecstore.core.kernel.block.BlockNumbers} first. Depends on nothing. Stateless:
 * safe from any thread.
 */
@NullMarked
package io.vecstore.core.kernel.block;

import org.jspecify.annotations.NullMarked;
