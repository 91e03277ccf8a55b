package dev.gatehouse.ratelimit.redis;

/**
 * What runs inside Redis. Everything about one key is one string: how many bandwidths there are in one byte, then as
 * doubles of each bandwidth the instant in microseconds, the share that was used then and the microseconds in which all of it
 * comes back, and if it has been refused the refusals, window's end, blocks, block's end and instant of forgetting of its
 * penalty. Shares instead of tokens make a bucket outlive a change of its limit. Bandwidths are known again by the time in
 * which they fill, and those that a limit does not have are kept until they are full: so instances with the old and the new
 * limit can run side by side. Those of the last limit stand first and have one instant, later than that of any other: only they
 * are what a limit that differs goes on with. What is no such string counts as a full bucket and is overwritten;
 * what cannot be read at all, e.g. for want of a permission, is an error. No time is longer than 1e18 microseconds, 31 millennia:
 * Redis takes no greater ones.
 */
final class RedisScripts {

    static final String TAKE = "take";
    static final String CHANGE = "change";
    static final String LOOK_UP = "look";

    /**
     * KEYS: the bucket. ARGV: what to do, cost, earlier refusals (of a key that is gone they do not count: it was reset),
     * number of bandwidths, then of each capacity, tokens, period in microseconds and the tokens to take, below 0 those to give
     * back, then of the penalty, if any, refusals, window, first block and longest block in
     * microseconds. Gives microseconds blocked, the number of the block if one began, then of each bandwidth the whole
     * tokens left, microseconds until it is full and until the cost can be paid, or of a change the tokens that were taken: it
     * takes what is not there, until a bandwidth owes its capacity. A block that is longer than the penalty
     * allows now is shortened for good, whatever is asked: only so does it end. What was written in the future is of now: the
     * clock was set back.
     */
    static final String BUCKET = """
            local t = redis.call('TIME')
            local now = t[1] * 1000000 + t[2]
            local what, cost, earlier, n = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
            local punish = 4 + 4 * n
            local punishes = ARGV[punish + 1] ~= nil
            local at_all, known, last, p = false, {}, 0, {0, 0, 0, 0, 0}
            local function at_least(number, least)
              return number >= least
            end
            local stored = redis.pcall('GET', KEYS[1])
            if type(stored) == 'table' and not string.find(stored.err, 'WRONGTYPE', 1, true) then return stored end
            if type(stored) == 'string' then
              local size, count = (#stored - 1) / 8, string.byte(stored) or 0
              if count > 0 and count < 64 and (size == 3 * count or size == 3 * count + 5) then
                local all = {struct.unpack('<' .. string.rep('d', size), stored, 2)}
                at_all = true
                for i = 1, count do
                  local one = {at = all[3 * i - 2], share = math.min(2, all[3 * i - 1]), fill = all[3 * i]}
                  at_all = at_all and at_least(one.at, 1) and at_least(1e16, one.at) and at_least(all[3 * i - 1], 0)
                    and at_least(one.fill, 1e-9) and at_least(1e300, one.fill)
                  known[i] = one
                  if last == i - 1 and one.at == all[1] then last = i end
                end
                for i = 1, size - 3 * count do
                  at_all = at_all and at_least(all[3 * count + i], 0) and at_least(1e16, all[3 * count + i])
                  p[i] = all[3 * count + i]
                end
                if not at_all then
                  known, last, p = {}, 0, {0, 0, 0, 0, 0}
                end
              end
            end
            local changed, began, ahead, most = false, 0, 0, 0
            for i, one in ipairs(known) do
              ahead = math.max(ahead, one.at - now)
              one.at = math.min(one.at, now)
              if i <= last then most = math.max(most, one.share - (now - one.at) / one.fill) end
            end
            if ahead > 0 then
              changed = true
              for _, i in ipairs({2, 4, 5}) do p[i] = math.max(0, p[i] - ahead) end
            end
            if punishes then
              local longest = tonumber(ARGV[punish + 4])
              local till = math.min(p[4], now + longest)
              local forgotten = math.min(p[5], math.max(p[2], till + longest))
              changed = changed or till < p[4] or forgotten < p[5]
              p[4], p[5] = till, forgotten
            end
            if now >= p[5] and now >= p[2] and now >= p[4] then
              p = {0, 0, 0, 0, 0}
            end
            local function refuse(times)
              if not punishes or times == 0 or now < p[4] then
                return
              end
              changed = true
              if now >= p[2] then
                p[1], p[2] = 0, now + ARGV[punish + 2]
              end
              p[1] = p[1] + times
              if p[1] < tonumber(ARGV[punish + 1]) then
                p[5] = math.max(p[5], p[2])
                return
              end
              local block, longest = tonumber(ARGV[punish + 3]), tonumber(ARGV[punish + 4])
              for _ = 1, p[3] do
                if block >= longest then break end
                block = block * 2
              end
              block = math.min(block, longest)
              p = {0, now, p[3] + 1, now + block, now + block + longest}
              began = p[3]
            end
            if at_all then refuse(earlier) end
            local used, took, refused = {}, {}, punishes and now < p[4]
            local as_many, fill, own, any = last == n, {}, {}, false
            local function find(wanted)
              for place, one in ipairs(known) do
                if math.abs(one.fill - wanted) <= wanted * 1e-9 then return table.remove(known, place) end
              end
            end
            for i = 1, n do
              fill[i] = ARGV[1 + 4 * i] * ARGV[3 + 4 * i] / ARGV[2 + 4 * i]
              own[i] = find(fill[i])
              any = any or own[i] ~= nil
            end
            for i = 1, n do
              local capacity, tokens, period = tonumber(ARGV[1 + 4 * i]), ARGV[2 + 4 * i], ARGV[3 + 4 * i]
              local one = own[i] or as_many and table.remove(known, 1)
              if one then
                used[i] = math.max(0, one.share * capacity - (now - one.at) * tokens / period)
              elseif any then
                used[i] = math.min(capacity, used[i - 1] or 0)
              else
                used[i] = most * capacity
              end
              refused = refused or (what == 'take' and cost > 0 and used[i] + ARGV[4 + 4 * i] > capacity + 0.000001)
            end
            if what == 'take' and refused then
              if cost > 0 then refuse(1) end
            elseif what == 'change' or what == 'take' and cost > 0 then
              changed = true
              for i = 1, n do
                local wanted = tonumber(ARGV[4 + 4 * i])
                if what == 'change' then
                  wanted = math.min(wanted, math.max(0, math.floor(2 * ARGV[1 + 4 * i] - used[i])))
                end
                used[i] = math.max(0, used[i] + wanted)
                took[i] = wanted
              end
            end
            local blocked = punishes and math.max(0, p[4] - now) or 0
            local answer = {blocked, began}
            local keep, state = math.max(p[2], p[4], p[5]) - now, {}
            local function write(at, share, fill)
              state[#state + 1], state[#state + 2], state[#state + 3] = at, share, fill
            end
            for i = 1, n do
              local capacity, tokens, period = tonumber(ARGV[1 + 4 * i]), ARGV[2 + 4 * i], ARGV[3 + 4 * i]
              local full = math.min(1e18, math.ceil(used[i] * period / tokens))
              local short = refused and cost > 0 and used[i] + ARGV[4 + 4 * i] - capacity or 0
              answer[#answer + 1] = math.max(0, math.floor(capacity - used[i] + 0.000001))
              answer[#answer + 1] = full
              local wait = short > 0.000001 and math.min(1e18, math.ceil(short * period / tokens)) or 0
              answer[#answer + 1] = what == 'change' and took[i] or wait
              keep = math.max(keep, full)
              write(now, used[i] / capacity, fill[i])
            end
            for _, one in ipairs(known) do
              local left = one.at + one.share * one.fill - now
              if left > 0 and #state < 3 * 63 then
                keep = math.max(keep, left)
                write(one.at, one.share, one.fill)
              end
            end
            if changed then
              local count = #state / 3
              if keep <= 0 then
                redis.call('DEL', KEYS[1])
              else
                if p[5] > 0 then
                  for i = 1, 5 do state[#state + 1] = p[i] end
                end
                redis.call('SET', KEYS[1], string.char(count) .. struct.pack('<' .. string.rep('d', #state), unpack(state)),
                  'PX', string.format('%.0f', math.ceil(math.min(1e18, keep) / 1000)))
              end
            end
            return answer
            """;

    /**
     * Takes from buckets of one bandwidth without a penalty, which is most of them, with as little as that needs; what
     * instances with another limit keep behind it stays as it is. KEYS: the
     * buckets, in the order in which they decide; the same one may come again. ARGV: for each key how many charges, what
     * each of them costs, capacity, microseconds per token. Gives for each key how many charges were taken, the whole tokens
     * left, microseconds until it is full and until one more charge can be paid; or 0, -1, 0 and 0 if it holds anything
     * else, which {@link #BUCKET} knows how to read.
     */
    static final String TAKE_EACH = """
            local t = redis.call('TIME')
            local now, answer, floor, ceil, min = t[1] * 1000000 + t[2], {}, math.floor, math.ceil, math.min
            for i = 1, #KEYS do
              local key, last = KEYS[i], 4 * i
              local count, cost = tonumber(ARGV[last - 3]), tonumber(ARGV[last - 2])
              local capacity, each = tonumber(ARGV[last - 1]), tonumber(ARGV[last])
              local stored, form, at, share = redis.pcall('GET', key), 1, now, 0
              local others, others_full = '', 0
              if type(stored) == 'string' and #stored == 25 then
                form, at, share = struct.unpack('<Bdd', stored)
              elseif type(stored) == 'string' and #stored > 25 and #stored == 1 + 24 * string.byte(stored) then
                local fill
                form, at, share, fill = struct.unpack('<Bddd', stored)
                form = math.abs(fill - capacity * each) <= fill * 1e-9 and 1 or 0
                for place = 26, #stored, 24 do
                  local since, part, whole = struct.unpack('<ddd', stored, place)
                  others_full = math.max(others_full, since + part * whole - now)
                  if not (others_full < 1e300) then form = 0 end
                end
                if others_full > 0 then others = string.sub(stored, 26) end
              elseif stored then
                form = 0
              end
              local taken, left, full, wait = 0, -1, 0, 0
              if form == 1 and at >= 1 and at <= 1e16 and share >= 0 and share <= 2 then
                local used = share * capacity
                if at < now then used = used - (now - at) / each end
                if used < 0 then used = 0 end
                taken = floor((capacity - used + 0.000001) / cost)
                if taken < 0 then taken = 0 elseif taken > count then taken = count end
                used = used + taken * cost
                left, full = floor(capacity - used + 0.000001), min(1e18, ceil(used * each))
                if left < 0 then left = 0 end
                if taken < count then wait = min(1e18, ceil((used + cost - capacity) * each)) end
                if taken > 0 or at > now then
                  local value = struct.pack('<Bddd', 1 + #others / 24, now, used / capacity, capacity * each) .. others
                  redis.call('SET', key, value, 'PX', ceil(min(1e18, math.max(full, others_full)) / 1000))
                end
              end
              answer[last - 3], answer[last - 2], answer[last - 1], answer[last] = taken, left, full, wait
            end
            return answer
            """;

    /** KEYS: a bucket. Gives how many blocks its key has had and until which microsecond the last one lasts. */
    static final String LOOK_UP_BLOCK = """
            local stored = redis.pcall('GET', KEYS[1])
            if type(stored) == 'table' and not string.find(stored.err, 'WRONGTYPE', 1, true) then return stored end
            if type(stored) ~= 'string' then return {0, 0} end
            local count = string.byte(stored) or 0
            if count == 0 or #stored ~= 1 + 8 * (3 * count + 5) then return {0, 0} end
            local _, _, blocks, till = struct.unpack('<dddd', stored, 2 + 24 * count)
            return {blocks, till}
            """;

    /** KEYS: the list of blocked keys. ARGV: a key, microseconds that it is blocked, how many keys to hold at most. */
    static final String LIST_BLOCK = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            redis.call('ZADD', KEYS[1], string.format('%.0f', now + math.ceil(ARGV[2] / 1000)), ARGV[1])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
            redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[3])
            local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
            redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', last[2]))
            return 1
            """;

    private RedisScripts() {}
}
