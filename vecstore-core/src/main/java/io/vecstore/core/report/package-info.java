/**
 * How is a store, and what was saved of one? {@link io.vecstore.core.report.CheckReport} and {@link
 * io.vecstore.core.report.RepairReport}. How far is something that takes long: {@link
 * io.vecstore.core.report.Progress}. Values; depends on the few words that the engines share.
 */
package io.vecstore.core.report;
