/** What text that people typed may be. */
@NullMarked
package dev.gatehouse.sample.text;

import org.jspecify.annotations.NullMarked;
