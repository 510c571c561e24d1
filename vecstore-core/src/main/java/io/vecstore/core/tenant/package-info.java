/**
 * What may a tenant do, and how much of it has it used? Open {@link
 * io.vecstore.core.tenant.NamespaceProfile} first. Immutable values; depends on {@code model} and
 * the errors.
 */
@NullMarked
package io.vecstore.core.tenant;

import org.jspecify.annotations.NullMarked;
