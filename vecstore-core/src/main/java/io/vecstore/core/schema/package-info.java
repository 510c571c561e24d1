/**
 * What is configured? {@link io.vecstore.core.schema.Schema} goes to disk with the store and never
 * changes; {@link io.vecstore.core.schema.OpenOptions} is chosen anew at each open. Values only.
 * Depends on analysis and error.
 */
package io.vecstore.core.schema;
