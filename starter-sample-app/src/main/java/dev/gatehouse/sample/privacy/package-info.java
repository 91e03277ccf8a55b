/** The data of a person wherever it lies: handed out on demand (GDPR, Art. 15 and 20), erased in the end (Art. 17). */
@NullMarked
package dev.gatehouse.sample.privacy;

import org.jspecify.annotations.NullMarked;
