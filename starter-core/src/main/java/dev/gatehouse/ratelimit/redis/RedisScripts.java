package dev.gatehouse.ratelimit.redis;

/**
 * What runs inside Redis. Everything about one key is one string: a version, the instant in microseconds, the used share
 * of each bandwidth, and the refusals, window's end, blocks, block's end and instant of forgetting of its penalty. Shares
 * instead of tokens make a bucket outlive a change of its limit, also while instances with the old and the new limit run
 * side by side. What is no such string counts as a full bucket and is overwritten.
 */
final class RedisScripts {

    static final String TAKE = "take";
    static final String GIVE_BACK = "back";
    static final String SPEND = "spend";
    static final String LOOK_UP = "look";

    /**
     * KEYS: the bucket. ARGV: what to do, cost, earlier refusals, number of bandwidths, then of each capacity, tokens and
     * period in microseconds, then of the penalty, if any, refusals, window, first block and longest block in
     * microseconds. Gives microseconds blocked, the number of the block if one began, then of each bandwidth the whole
     * tokens left, and microseconds until it is full and until the cost can be paid.
     */
    static final String BUCKET = """
            local t = redis.call('TIME')
            local now = t[1] * 1000000 + t[2]
            local what, cost, earlier, n = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
            local punish = 4 + 3 * n
            local punishes = ARGV[punish + 1] ~= nil
            local at, shares, p = now, {}, {0, 0, 0, 0, 0}
            local stored = redis.pcall('GET', KEYS[1])
            if type(stored) == 'string' then
              local i, s, o = string.match(stored, '^1;(%d+);([%d.e+,-]+);([%d,]*)$')
              if i then
                at = tonumber(i)
                for share in string.gmatch(s, '[^,]+') do
                  shares[#shares + 1] = math.max(0, math.min(2, tonumber(share) or 0))
                end
                local j = 0
                for number in string.gmatch(o, '%d+') do
                  j = j + 1
                  p[j] = tonumber(number)
                end
              end
            end
            if punishes then
              p[4] = math.min(p[4], now + ARGV[punish + 4])
            end
            if now >= p[5] and now >= p[2] and now >= p[4] then
              p = {0, 0, 0, 0, 0}
            end
            local changed, began = false, 0
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
            refuse(earlier)
            local used, refused = {}, punishes and now < p[4]
            local most = 0
            for i = 1, #shares do most = math.max(most, shares[i]) end
            for i = 1, n do
              local capacity, tokens, period = ARGV[2 + 3 * i], ARGV[3 + 3 * i], ARGV[4 + 3 * i]
              local share = #shares == n and shares[i] or most
              used[i] = math.max(0, share * capacity - math.max(0, now - at) * tokens / period)
              refused = refused or (what == 'take' and used[i] + cost > capacity + 0.000001)
            end
            if what == 'take' and refused then
              if cost > 0 then refuse(1) end
            elseif what ~= 'look' and cost > 0 then
              changed = true
              for i = 1, n do
                if what == 'back' then
                  used[i] = math.max(0, used[i] - cost)
                elseif what == 'spend' then
                  used[i] = math.max(used[i], math.min(2 * ARGV[2 + 3 * i], used[i] + cost))
                else
                  used[i] = used[i] + cost
                end
              end
            end
            local blocked = punishes and math.max(0, p[4] - now) or 0
            local answer = {blocked, began}
            local keep, texts = math.max(p[2], p[4], p[5]) - now, {}
            for i = 1, n do
              local capacity, tokens, period = tonumber(ARGV[2 + 3 * i]), ARGV[3 + 3 * i], ARGV[4 + 3 * i]
              local full = math.ceil(used[i] * period / tokens)
              local short = refused and used[i] + cost - capacity or 0
              answer[#answer + 1] = math.max(0, math.floor(capacity - used[i] + 0.000001))
              answer[#answer + 1] = full
              answer[#answer + 1] = short > 0.000001 and math.ceil(short * period / tokens) or 0
              keep = math.max(keep, full)
              texts[i] = string.format('%.17g', used[i] / capacity)
            end
            if changed then
              if keep <= 0 then
                redis.call('DEL', KEYS[1])
              else
                local o = ''
                if p[5] > 0 then
                  o = string.format('%.0f,%.0f,%.0f,%.0f,%.0f', p[1], p[2], p[3], p[4], p[5])
                end
                redis.call('SET', KEYS[1], string.format('1;%.0f;', now) .. table.concat(texts, ',') .. ';' .. o,
                  'PX', string.format('%.0f', math.ceil(keep / 1000)))
              end
            end
            return answer
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
