/**
 * Judges whether a service is configured for where it runs: {@link dev.gatehouse.environment.Check}s look at the
 * configuration through a {@link dev.gatehouse.environment.CheckContext}, each
 * {@link dev.gatehouse.environment.Finding} names what is wrong and the remedy, and one
 * {@link dev.gatehouse.environment.Report} shows them all. Values of secrets never get into a finding.
 */
@NullMarked
package dev.gatehouse.environment;

import org.jspecify.annotations.NullMarked;
