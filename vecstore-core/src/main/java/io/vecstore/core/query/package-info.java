/**
 * What is asked, and what is answered? Queries and results are immutable values.
 *
 * <p>Depends on the filters, the values and the errors.
 */
@NullMarked
package io.vecstore.core.query;

import org.jspecify.annotations.NullMarked;
