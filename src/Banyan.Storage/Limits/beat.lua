-- Says that a node lives and keeps what it holds. KEYS: the nodes', then one for each bucket held. ARGV: node, life (µs), time (µs, empty for the server's); then of each how many it holds, and how many more it may.
local node, life, now = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
-- By a clock of somebody else's nothing runs out by the server's.
local given = now ~= nil
if not given then
  local clock = redis.call('TIME')
  now = (tonumber(clock[1]) - 1767225600) * 1000000 + tonumber(clock[2])
end

redis.call('ZADD', KEYS[1], string.format('%.17g', now + life), node)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.17g', now))
for i = 2, #KEYS do
  local held, till = string.match(redis.call('HGET', KEYS[i], node) or '', '^(%d+):(.+)$')
  local least, unsure = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  if held and tonumber(till) > now then held = math.max(least, math.min(tonumber(held), least + unsure)) else held = least end
  redis.call('HSET', KEYS[i], node, string.format('%.0f:%.17g', held, now + life))
  if not given then redis.call('PEXPIRE', KEYS[i], math.ceil(life / 1000) * 4) end
end
return redis.call('ZCARD', KEYS[1])
