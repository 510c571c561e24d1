/**
 * What is configured? A schema is written into the store; open options never are.
 *
 * <p>Depends on the analysis interface and the errors.
 */
@NullMarked
package io.vecstore.core.schema;

import org.jspecify.annotations.NullMarked;
