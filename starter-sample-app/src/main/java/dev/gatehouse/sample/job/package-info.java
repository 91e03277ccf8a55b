/**
 * Work that the service does by itself from time to time. Each domain brings its own as a bean of {@link
 * dev.gatehouse.sample.job.Job}; here is what runs them, on one instance at a time, and watches over them.
 */
@NullMarked
package dev.gatehouse.sample.job;

import org.jspecify.annotations.NullMarked;
