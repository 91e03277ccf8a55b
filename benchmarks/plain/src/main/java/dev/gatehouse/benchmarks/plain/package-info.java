/** An ordinary service, to tell what Gatehouse adds to its start. Uses nothing of Gatehouse. */
@NullMarked
package dev.gatehouse.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
