/** Sessions: log-in, refresh, log-out, and what users see of theirs. */
@NullMarked
package dev.gatehouse.sample.session;

import org.jspecify.annotations.NullMarked;
