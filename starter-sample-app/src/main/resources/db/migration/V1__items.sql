-- One set for H2 (MODE=PostgreSQL) and PostgreSQL: only what both understand.
create table items (
    id           uuid                        not null,
    owner_id     uuid                        not null,
    external_ref varchar(64),
    name         varchar(200)                not null,
    description  varchar(2000),
    quantity     integer                     not null,
    created_at   timestamp(6) with time zone not null,
    updated_at   timestamp(6) with time zone not null,
    row_version  bigint                      not null,
    constraint pk_items primary key (id),
    -- Rows without a reference do not collide: both databases treat nulls as distinct.
    constraint uq_items_owner_external_ref unique (owner_id, external_ref),
    constraint ck_items_quantity check (quantity >= 0)
);

-- The id makes both orders total: lists do not lose rows between pages, and the export walks along the first index.
create index ix_items_owner_created on items (owner_id, created_at, id);
create index ix_items_owner_name on items (owner_id, name, id);
