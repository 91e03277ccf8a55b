-- What went wrong in the service, grouped: names of its code and ids of requests, nothing that a client sent.
create table error_groups (
    id          varchar(16)                 not null,
    error       varchar(200)                not null,
    route       varchar(200)                not null,
    category    varchar(32)                 not null,
    severity    varchar(16)                 not null,
    occurrences bigint                      not null,
    first_seen  timestamp(6) with time zone not null,
    last_seen   timestamp(6) with time zone not null,
    -- The latest first, a space between two: at most 100 of 128 characters.
    request_ids varchar(12900)              not null,
    constraint pk_error_groups primary key (id)
);
create index ix_error_groups_last_seen on error_groups (last_seen, id);

insert into permissions (id, name, description) values
    (33, 'errors:manage', 'See what went wrong in the service, and have it forgotten.'),
    (34, 'environment:read', 'See what the check of the environment found.');
