package dev.gatehouse.sample.access;

class LastAdministratorTests extends LastAdministrator {}
