create table note (text varchar(1000) not null);
