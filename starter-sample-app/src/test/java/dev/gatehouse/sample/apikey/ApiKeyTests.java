package dev.gatehouse.sample.apikey;

/** On H2. */
class ApiKeyTests extends ApiKeyScenarios {}
