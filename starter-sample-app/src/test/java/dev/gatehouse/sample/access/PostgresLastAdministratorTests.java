package dev.gatehouse.sample.access;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

@Import(PostgresServer.class)
class PostgresLastAdministratorTests extends LastAdministrator {}
