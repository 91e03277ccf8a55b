package dev.gatehouse.sample.mail;

/** On H2. */
class MailTests extends MailScenarios {}
