/**
 * How is a vector told apart from another in a few bytes? Four-bit codes of rotated vectors, read
 * by walks instead of the rows. Start with {@code CodedRows}.
 *
 * <p>Depends on the scorer and the kernels. Codes are immutable once made or opened.
 */
@NullMarked
package io.vecstore.index.code;

import org.jspecify.annotations.NullMarked;
