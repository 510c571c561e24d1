/**
 * Which collections and namespaces are there, and which of them are open? Open {@link
 * io.vecstore.internal.database.Database} first. Safe from any thread. Depends on the engine of one
 * store, of which it opens many.
 */
@NullMarked
package io.vecstore.internal.database;

import org.jspecify.annotations.NullMarked;
