package dev.gatehouse.sample.mail;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresMailTests extends MailScenarios {}
