using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>Builds the lines of one exchange: a bucket for every bound that holds for it.</summary>
internal struct LimitLines
{
    private Buffer _buffer;
    private int _count;

    /// <summary>Adds the bounds in force of one scope: requests and requests at once, or tokens.</summary>
    public void Add(string tenant, LimitScope scope, string id, in (RateBounds Bounds, LimitMode Mode) rule, bool isTokens)
    {
        if (rule.Mode == LimitMode.Off)
        {
            return;
        }

        if (isTokens)
        {
            Add(new BucketKey(tenant, scope, id, LimitUnit.Tokens), rule.Bounds.TokensPerMinute, rule.Mode, need: 0);
            return;
        }

        Add(new BucketKey(tenant, scope, id, LimitUnit.Requests), rule.Bounds.RequestsPerMinute, rule.Mode, need: 1);
        Add(new BucketKey(tenant, scope, id, LimitUnit.Concurrent), rule.Bounds.Concurrent, rule.Mode, need: 1);
    }

    /// <summary>The lines; empty when nothing is bounded.</summary>
    public readonly CounterLine[] ToArray() => _count == 0 ? [] : ((ReadOnlySpan<CounterLine>)_buffer)[.._count].ToArray();

    private void Add(in BucketKey key, long? limit, LimitMode mode, long need)
    {
        if (limit is { } bound)
        {
            _buffer[_count++] = new CounterLine { Key = key, Limit = bound, Need = need, IsShadow = mode == LimitMode.Shadow };
        }
    }

    [System.Runtime.CompilerServices.InlineArray(Most)]
    private struct Buffer
    {
        // Requests, and requests at once, of five scopes.
        private const int Most = 10;
        private CounterLine _first;
    }
}
