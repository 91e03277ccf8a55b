-- Keys for programs. Their secrets stand here as hashes.
create table api_keys (
    id                 uuid                        not null,
    key_id             varchar(8)                  not null,
    secret_hash        varchar(64)                 not null,
    name               varchar(100)                not null,
    owner_user_id      uuid                        not null,
    allowed_cidrs      varchar(1000)               not null,
    created_by         uuid                        not null,
    created_at         timestamp(6) with time zone not null,
    expires_at         timestamp(6) with time zone not null,
    revoked_at         timestamp(6) with time zone,
    -- The key that it was rotated to: one at most.
    replaced_by        uuid,
    last_used_at       timestamp(6) with time zone,
    last_used_ip       varchar(45),
    -- When its owner was told that it ends soon.
    reminded_at        timestamp(6) with time zone,
    constraint pk_api_keys primary key (id),
    constraint uq_api_keys_key_id unique (key_id),
    constraint fk_api_keys_owner foreign key (owner_user_id) references users (id)
);
create index ix_api_keys_owner on api_keys (owner_user_id, created_at, id);
create index ix_api_keys_expires on api_keys (expires_at);

create table api_key_permissions (
    api_key_id    uuid    not null,
    permission_id integer not null,
    constraint pk_api_key_permissions primary key (api_key_id, permission_id),
    constraint fk_api_key_permissions_key foreign key (api_key_id) references api_keys (id) on delete cascade,
    constraint fk_api_key_permissions_permission foreign key (permission_id) references permissions (id)
);
