/**
 * What must hold of the whole house? Arrows, cycles, sizes, names and documentation, as tests.
 *
 * <p>Open {@code HouseTest} for who may know whom, {@code HouseRulesTest} for sizes and names,
 * {@code JavadocTest} for the documentation of what is exported.
 */
package io.vecstore.house;
