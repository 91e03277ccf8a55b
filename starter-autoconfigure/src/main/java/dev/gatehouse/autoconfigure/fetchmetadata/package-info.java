/** Protection from requests that other sites make in the user's name. */
@NullMarked
package dev.gatehouse.autoconfigure.fetchmetadata;

import org.jspecify.annotations.NullMarked;
