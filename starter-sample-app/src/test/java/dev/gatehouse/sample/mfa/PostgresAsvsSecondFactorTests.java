package dev.gatehouse.sample.mfa;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresAsvsSecondFactorTests extends AsvsSecondFactorTests {}
