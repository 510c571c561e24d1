/**
 * What do commands consist of? {@link io.vecstore.cli.part.QueryOptions} reads a query, {@link
 * io.vecstore.cli.part.ExportVersion} keeps the version that is exported. Depends on the store
 * alone.
 */
@NullMarked
package io.vecstore.cli.part;

import org.jspecify.annotations.NullMarked;
