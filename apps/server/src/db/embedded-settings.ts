// Passed on the command line at every start, never written into the data directory, so that an upgrade of Hookline
// changes them. Nothing here may weaken durability: fsync and synchronous_commit stay on.
export const embeddedSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // With less, batches write the pages of others before they get one for themselves.
  shared_buffers: '512MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // No replica reads this log, and a new segment of it need not be written twice.
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_init_zero: 'off',
  wal_buffers: '32MB',
  // Compressing the pages that are written whole after a checkpoint costs more CPU than writing them (docs/decisions/0015).
  wal_compression: 'off',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // By the process id a failed start finds its own lines.
  log_line_prefix: '%m [%p] ',
}
