package dev.gatehouse.sample.account;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresJobRunTests extends JobRunTests {}
