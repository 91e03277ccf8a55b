package dev.gatehouse.sample.session;

/** On H2. */
class IdentityRacesTests extends IdentityRaces {}
