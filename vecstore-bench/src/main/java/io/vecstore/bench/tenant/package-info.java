/** What do thousands of tenants cost? Open {@link io.vecstore.bench.tenant.TenantCommand} first. */
@NullMarked
package io.vecstore.bench.tenant;

import org.jspecify.annotations.NullMarked;
