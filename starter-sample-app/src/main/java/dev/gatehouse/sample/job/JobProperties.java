package dev.gatehouse.sample.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the service does its background work.
 *
 * @param enabled whether this instance runs jobs; at least one instance has to
 */
@ConfigurationProperties("gatehouse.sample.jobs")
record JobProperties(@DefaultValue("true") boolean enabled) {}
