package dev.gatehouse.sample.job;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresJobRunnerTests extends JobRunnerTests {}
