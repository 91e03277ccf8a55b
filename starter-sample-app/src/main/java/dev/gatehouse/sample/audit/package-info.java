/** The audit log: who did what, when, from where, and how it ended. */
@NullMarked
package dev.gatehouse.sample.audit;

import org.jspecify.annotations.NullMarked;
