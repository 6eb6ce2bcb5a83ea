using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Learning;

/// <summary>Which model a conversation, or a long common beginning, was answered by last. Bounded: a newer one takes the place of an older one. Thread-safe.</summary>
internal sealed class AffinityTable(TimeProvider time)
{
    private const int Slots = 1 << 14;

    /// <summary>Providers keep no prompt shorter than about 1,024 tokens.</summary>
    private const int LeastPrefixBytes = 4096;

    private readonly Entry?[] _slots = new Entry?[Slots];

    /// <summary>What stands for the warm cache an ask could use; 0 when it could use none.</summary>
    public static long KeyOf(Exchange exchange)
    {
        if (exchange.Composed?.ConversationId is { } talk)
        {
            return (uint)HashCode.Combine(exchange.Caller.Tenant, talk) | (1L << 40);
        }

        var texts = exchange.Ask.Lens.Texts;
        if (exchange.Ask.Lens.TextBytes < LeastPrefixBytes || texts.Count == 0)
        {
            return 0;
        }

        var hash = new HashCode();
        hash.Add(exchange.Caller.Tenant, StringComparer.Ordinal);
        var left = LeastPrefixBytes;
        for (var i = 0; i < texts.Count && left > 0; i++)
        {
            var taken = Math.Min(left, texts[i].Length);
            hash.AddBytes(exchange.Ask.Bytes.Span.Slice(texts[i].Start, taken));
            left -= taken;
        }

        return (uint)hash.ToHashCode() | (1L << 41);
    }

    /// <summary>The model that has it warm; null when none has.</summary>
    public string? Find(long key, TimeSpan most) =>
        key != 0 && Volatile.Read(ref _slots[key & (Slots - 1)]) is { } entry && entry.Key == key && time.GetElapsedTime(entry.At) <= most ? entry.Model : null;

    /// <summary>Notes who answered.</summary>
    public void Note(long key, string model)
    {
        if (key != 0)
        {
            Volatile.Write(ref _slots[key & (Slots - 1)], new Entry(key, model, time.GetTimestamp()));
        }
    }

    private sealed record Entry(long Key, string Model, long At);
}
