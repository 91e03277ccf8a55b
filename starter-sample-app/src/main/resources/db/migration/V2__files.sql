-- What is known of a file. Its bytes lie in the storage directory under storage_key.
create table files (
    id          uuid                        not null,
    owner_id    uuid                        not null,
    name        varchar(255)                not null,
    media_type  varchar(255)                not null,
    size        bigint                      not null,
    sha256      varchar(64)                 not null,
    storage_key varchar(64)                 not null,
    status      varchar(16)                 not null,
    created_at  timestamp(6) with time zone not null,
    constraint pk_files primary key (id),
    constraint uq_files_storage_key unique (storage_key),
    constraint ck_files_size check (size > 0)
);

create index ix_files_owner_created on files (owner_id, created_at, id);
