/** What the filters cost by themselves, measured by JMH. */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
