/** What clients can read about the API itself: its versions and its changes. */
@NullMarked
package dev.gatehouse.sample.docs;

import org.jspecify.annotations.NullMarked;
