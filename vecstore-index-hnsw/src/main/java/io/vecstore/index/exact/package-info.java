/**
 * Which rows are nearest, looking at every one of them? Small segments, the active segment, narrow
 * filters, and the oracle of the tests.
 *
 * <p>Depends on the scorer. Stateless.
 */
@NullMarked
package io.vecstore.index.exact;

import org.jspecify.annotations.NullMarked;
