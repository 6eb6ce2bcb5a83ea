using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Banyan.Wire.Usage;

namespace Banyan.Storage.Usage;

/// <summary>Makes rows of what a database gives back, column by column in the order of <see cref="UsageColumns"/>.</summary>
internal sealed class UsageReader(DbDataReader reader, SqlForm form)
{
    private int _next;

    /// <summary>Reads the current row.</summary>
    public UsageRow Read()
    {
        _next = 0;
        var row = new UsageRow
        {
            OccurredAt = form.ReadInstant(Value()!),
            Id = form.ReadId(Value()!),
            RequestId = form.ReadId(Value()!),
            AttemptNo = (int)Long(),
            Tenant = Text()!,
            Service = Text()!,
            UserId = Text(),
            Feature = Text(),
            Team = Text(),
            ApiKeyId = Text()!,
            Door = Text()!,
            Provider = Text(),
            Credential = Text(),
            Model = Text(),
            PriceId = Text(),
            Usage = Tokens(),
            CostNanoUsd = MaybeLong(),
            SavedNanoUsd = Long(),
            IsEstimated = Text() == "estimated",
            Outcome = Enum.Parse<Outcome>(Text()!, ignoreCase: true),
            FailureCode = Text(),
            HttpStatus = (int)Long(),
            LatencyMs = (int)Long(),
            TtftMs = (int?)MaybeLong(),
            IsHedge = SqlForm.ReadTruth(Value()!),
            Units = Text(),
            BudgetSlice = Value() is { } slice ? form.ReadId(slice) : null,
        };
        return row;
    }

    private TokenUsage Tokens()
    {
        var usage = new TokenUsage
        {
            Uncached = Long(),
            CacheRead = Long(),
            CacheWrite5m = Long(),
            CacheWrite1h = Long(),
            AudioIn = Long(),
            Output = Long(),
            Reasoning = Long(),
            AudioOut = Long(),
        };
        _next += 3; // prompt, completion and total are sums for queries
        return SqlForm.ReadTruth(Value()!) ? usage with { IsFlagged = true } : usage;
    }

    private object? Value() => reader.GetValue(_next++) is var value and not DBNull ? value : null;

    private string? Text() => (string?)Value();

    private long Long() => SqlForm.ReadLong(Value()!);

    private long? MaybeLong() => Value() is { } value ? SqlForm.ReadLong(value) : null;
}
