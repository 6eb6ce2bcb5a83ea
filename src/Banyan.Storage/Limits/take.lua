-- Books, then takes from every bucket or from none.
-- KEYS: the epoch's, then one a line. ARGV: node, life of what it holds (µs), time (µs, empty for the server's), a new epoch;
-- then of each line limit, concurrent, shadow, need, extra, booking, floor, epoch.
-- A bucket is the time from which on it is full; requests under way are a hash of node -> "held:until".
local minute, tolerance = 60000000, 50
local node, life, now = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
-- By a clock of somebody else's nothing runs out by the server's.
local given = now ~= nil
if not given then
  -- Counted from 2026, so that a double holds parts of a microsecond.
  local clock = redis.call('TIME')
  now = (tonumber(clock[1]) - 1767225600) * 1000000 + tonumber(clock[2])
end

local present = redis.call('GET', KEYS[1])
if not present then
  present = ARGV[4]
  redis.call('SET', KEYS[1], present)
end

local function holds(key)
  local own, others = 0, 0
  local fields = redis.call('HGETALL', key)
  for i = 1, #fields, 2 do
    local held, till = string.match(fields[i + 1], '^(%d+):(.+)$')
    if tonumber(till) > now then
      if fields[i] == node then own = tonumber(held) else others = others + tonumber(held) end
    else
      redis.call('HDEL', key, fields[i])
    end
  end
  return own, others
end

local lines, taken = {}, true
for i = 2, #KEYS do
  local at = 4 + (i - 2) * 8
  local line = {
    key = KEYS[i], limit = tonumber(ARGV[at + 1]), concurrent = ARGV[at + 2] == '1', shadow = ARGV[at + 3] == '1', need = tonumber(ARGV[at + 4]),
    extra = tonumber(ARGV[at + 5]), booking = tonumber(ARGV[at + 6]), floor = tonumber(ARGV[at + 7]), forgotten = ARGV[at + 8] ~= present, granted = 0,
  }
  if line.concurrent then
    local own, others = holds(line.key)
    if line.forgotten then own = math.max(own, line.floor) end
    line.own = math.max(0, own + line.booking)
    line.level = others + line.own
    line.short = line.need > 0 and line.level + line.need > line.limit
  else
    line.full = math.max(tonumber(redis.call('GET', line.key) or now), now)
    if line.forgotten then line.full = math.max(line.full, now + line.floor) end
    line.full = line.full + line.booking * minute / line.limit
    line.level = math.max(0, line.full - now)
    line.short = line.need > 0 and line.level + line.need * minute / line.limit > minute + tolerance
  end
  taken = taken and (line.shadow or not line.short)
  lines[#lines + 1] = line
end

local answer = { present }
for _, line in ipairs(lines) do
  if taken and line.need > 0 and not line.short then
    line.granted = line.need
    if line.concurrent then
      line.own = line.own + line.granted
      line.level = line.level + line.granted
    else
      if line.extra > 0 then
        local left = math.floor((minute + tolerance - line.level - line.need * minute / line.limit) * line.limit / minute / 20)
        line.granted = line.granted + math.max(0, math.min(line.extra, left))
      end
      line.full = line.full + line.granted * minute / line.limit
      line.level = math.max(0, line.full - now)
    end
  end
  if line.granted ~= 0 or line.booking ~= 0 or (line.forgotten and line.floor > 0) then
    if line.concurrent then
      redis.call('HSET', line.key, node, string.format('%.0f:%.17g', line.own, now + life))
      if not given then redis.call('PEXPIRE', line.key, math.ceil(life / 1000) * 4) end
    elseif line.level > 0 and given then
      redis.call('SET', line.key, string.format('%.17g', line.full))
    elseif line.level > 0 then
      redis.call('SET', line.key, string.format('%.17g', line.full), 'PX', math.ceil(line.level / 1000) + 1000)
    else
      redis.call('DEL', line.key)
    end
  end
  answer[#answer + 1] = string.format('%.0f', line.granted)
  answer[#answer + 1] = string.format('%.17g', line.level)
  answer[#answer + 1] = line.short and '1' or '0'
end
return answer
