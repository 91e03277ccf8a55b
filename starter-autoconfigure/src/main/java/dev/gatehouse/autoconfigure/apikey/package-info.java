/** API keys. */
@NullMarked
package dev.gatehouse.autoconfigure.apikey;

import org.jspecify.annotations.NullMarked;
