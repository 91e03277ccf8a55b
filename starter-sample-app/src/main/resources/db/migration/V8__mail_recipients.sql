-- How many mails of a kind an address got of late. As compared: whoever asks for mails to others may write their address in many ways.
alter table mail_outbox add column recipient_key varchar(254);
create index ix_mail_outbox_recipient on mail_outbox (recipient_key, template, created_at);
