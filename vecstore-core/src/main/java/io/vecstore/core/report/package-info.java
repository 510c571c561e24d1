/**
 * How is a store, and what was saved of one? {@link io.vecstore.core.report.CheckReport} and {@link
 * io.vecstore.core.report.RepairReport}. Values only; depends on nothing.
 */
package io.vecstore.core.report;
