/**
 * What is stored? The values of a document. A value that exists is valid and never changes.
 *
 * <p>Depends on the errors only.
 */
@NullMarked
package io.vecstore.core.model;

import org.jspecify.annotations.NullMarked;
