package dev.gatehouse.sample.session;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresEnumerationTimeTests extends EnumerationTimeTests {}
