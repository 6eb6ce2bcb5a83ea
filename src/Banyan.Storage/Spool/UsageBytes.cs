using System.Buffers;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire.Usage;

namespace Banyan.Storage.Spool;

/// <summary>Usage rows as bytes of a record: writing and reading one is on the way of every attempt.</summary>
/// <remarks>
/// The first byte tells the form, so that a spool written by one release is read by the next: <c>{</c> is a row as JSON, as releases before this one wrote it;
/// 1 is the form below without its last field. A later form may add fields behind those of an earlier one under its own number.
/// </remarks>
internal static class UsageBytes
{
    private const byte Form = 2;
    private const byte FormWithoutSlice = 1;
    private const int MostFixedBytes = 256;
    private const int MostBytesPerChar = 3;

    /// <summary>Calls <paramref name="use"/> with the row's bytes, which are gone when it returns.</summary>
    public static TResult With<TState, TResult>(UsageRow row, TState state, Func<ReadOnlySpan<byte>, TState, TResult> use)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes(row));
        try
        {
            var writer = new RecordWriter(buffer);
            Write(row, ref writer);
            return use(buffer.AsSpan(0, writer.Length), state);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The row's bytes in an array of their own.</summary>
    public static byte[] Of(UsageRow row) => With(row, 0, static (bytes, _) => bytes.ToArray());

    /// <summary>Reads a row of either form.</summary>
    /// <exception cref="InvalidDataException">The form is one of a later release.</exception>
    public static UsageRow Read(ReadOnlySpan<byte> payload)
    {
        if (payload[0] == (byte)'{')
        {
            return JsonSerializer.Deserialize(payload, UsageJson.Default.UsageRow)!;
        }

        if (payload[0] is not (Form or FormWithoutSlice))
        {
            throw new InvalidDataException($"The spool holds rows of form {payload[0]}, which a later release wrote; start that release once so that it drains them.");
        }

        var reader = new RecordReader(payload[1..]);
        var row = Read(ref reader);
        return payload[0] == FormWithoutSlice ? row : row with { BudgetSlice = reader.MaybeId() };
    }

    private static void Write(UsageRow row, ref RecordWriter writer)
    {
        writer.Byte(Form);
        writer.Id(row.Id);
        writer.Number(row.OccurredAt.UtcTicks);
        writer.Id(row.RequestId);
        writer.Number(row.AttemptNo);
        writer.Text(row.Tenant);
        writer.Text(row.Service);
        writer.Text(row.UserId);
        writer.Text(row.Feature);
        writer.Text(row.Team);
        writer.Text(row.ApiKeyId);
        writer.Text(row.Door);
        writer.Text(row.Provider);
        writer.Text(row.Credential);
        writer.Text(row.Model);
        writer.Text(row.PriceId);
        Write(row.Usage, ref writer);
        writer.MaybeNumber(row.CostNanoUsd);
        writer.Number(row.SavedNanoUsd);
        writer.Truth(row.IsEstimated);
        writer.Byte((byte)row.Outcome);
        writer.Text(row.FailureCode);
        writer.Number(row.HttpStatus);
        writer.Number(row.LatencyMs);
        writer.MaybeNumber(row.TtftMs);
        writer.Truth(row.IsHedge);
        writer.Text(row.Units);
        writer.MaybeId(row.BudgetSlice);
    }

    private static void Write(TokenUsage usage, ref RecordWriter writer)
    {
        writer.Number(usage.Uncached);
        writer.Number(usage.CacheRead);
        writer.Number(usage.CacheWrite5m);
        writer.Number(usage.CacheWrite1h);
        writer.Number(usage.AudioIn);
        writer.Number(usage.Output);
        writer.Number(usage.Reasoning);
        writer.Number(usage.AudioOut);
        writer.Truth(usage.IsFlagged);
    }

    private static UsageRow Read(ref RecordReader reader) => new()
    {
        // In the order they were written: initialisers run from first to last.
        Id = reader.Id(),
        OccurredAt = new DateTimeOffset(reader.Number(), TimeSpan.Zero),
        RequestId = reader.Id(),
        AttemptNo = (int)reader.Number(),
        Tenant = reader.Text()!,
        Service = reader.Text()!,
        UserId = reader.Text(),
        Feature = reader.Text(),
        Team = reader.Text(),
        ApiKeyId = reader.Text()!,
        Door = reader.Text()!,
        Provider = reader.Text(),
        Credential = reader.Text(),
        Model = reader.Text(),
        PriceId = reader.Text(),
        Usage = Tokens(ref reader),
        CostNanoUsd = reader.MaybeNumber(),
        SavedNanoUsd = reader.Number(),
        IsEstimated = reader.Truth(),
        Outcome = (Outcome)reader.Byte(),
        FailureCode = reader.Text(),
        HttpStatus = (int)reader.Number(),
        LatencyMs = (int)reader.Number(),
        TtftMs = (int?)reader.MaybeNumber(),
        IsHedge = reader.Truth(),
        Units = reader.Text(),
    };

    private static TokenUsage Tokens(ref RecordReader reader) => new()
    {
        Uncached = reader.Number(),
        CacheRead = reader.Number(),
        CacheWrite5m = reader.Number(),
        CacheWrite1h = reader.Number(),
        AudioIn = reader.Number(),
        Output = reader.Number(),
        Reasoning = reader.Number(),
        AudioOut = reader.Number(),
        IsFlagged = reader.Truth(),
    };

    private static int MostBytes(UsageRow row) => MostFixedBytes + (MostBytesPerChar * (
        row.Tenant.Length + row.Service.Length + Length(row.UserId) + Length(row.Feature) + Length(row.Team) + row.ApiKeyId.Length + row.Door.Length
        + Length(row.Provider) + Length(row.Credential) + Length(row.Model) + Length(row.PriceId) + Length(row.FailureCode) + Length(row.Units)));

    private static int Length(string? text) => text?.Length ?? 0;
}
