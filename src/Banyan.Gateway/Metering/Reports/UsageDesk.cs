using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Metering.Reports;

/// <summary>Corrects the ledger and takes in reports, and lets budgets follow.</summary>
internal sealed class UsageDesk(IUsageEditing store, ICatalog catalog, IBudgetCorrections budgets, IServiceTeams teams, TimeProvider time) : IUsageDesk
{
    /// <summary>The door of rows that were reported.</summary>
    public const string Door = "report";

    private const int MostCalls = 500, MostReason = 500, MostName = 200;
    private const long MostNanoUsd = 1_000_000_000_000_000;
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30), Ahead = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public async Task<(UsageRow? Row, Failure? Failure)> AdjustAsync(Caller by, Guid recordId, long nanoUsd, string reason, CancellationToken cancellationToken)
    {
        if (nanoUsd == 0 || Math.Abs(nanoUsd) > MostNanoUsd)
        {
            return (null, Wrong("A correction is more or less than 0, and at most 1,000,000 USD.", "cost"));
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MostReason)
        {
            return (null, Wrong("A correction wants a reason of 1 to 500 characters.", "reason"));
        }

        if (await store.FindAsync(by.Tenant, recordId, cancellationToken) is not { } row)
        {
            return (null, new Failure(FailureKind.CallerFault, "not_found", $"There is no usage record '{recordId:D}'."));
        }

        if (row.Outcome == Outcome.Adjusted)
        {
            return (null, Wrong("This record is a correction itself; correct the record it belongs to.", "recordId"));
        }

        var change = row with
        {
            Id = Guid.CreateVersion7(row.OccurredAt),
            Usage = new(),
            CostNanoUsd = nanoUsd,
            SavedNanoUsd = 0,
            IsEstimated = false,
            Outcome = Outcome.Adjusted,
            FailureCode = null,
            HttpStatus = 0,
            LatencyMs = 0,
            TtftMs = null,
            IsHedge = false,
            // Not the row's own: what was spent from that slice is counted when it is recovered, and this is counted by itself.
            BudgetSlice = null,
            Units = JsonSerializer.Serialize(new { adjusts = row.Id, reason }),
        };
        var act = Act(by, "adjustUsage", $"usage:{row.Id:D}", new { costNanoUsd = nanoUsd, reason, record = change.Id });
        var held = await HoldAsync([change], cancellationToken);
        change = Sliced(change, held);
        await store.AdjustAsync(change, act, CancellationToken.None);
        await SettleAsync(held, [change]);
        return (change, null);
    }

    /// <inheritdoc />
    public async Task<(int New, Failure? Failure)> ReportAsync(Caller by, IReadOnlyList<ReportedCall> calls, CancellationToken cancellationToken)
    {
        if (calls.Count is 0 or > MostCalls)
        {
            return (0, Wrong($"A report tells of 1 to {MostCalls} calls.", "entries"));
        }

        var (now, models) = (time.GetUtcNow(), catalog.Current.Models);
        var entries = new List<(string, UsageRow)>(calls.Count);
        for (var i = 0; i < calls.Count; i++)
        {
            var call = calls[i];
            var at = $"entries[{i.ToString(CultureInfo.InvariantCulture)}]";
            if (Problem(call, now) is { } problem)
            {
                return (0, Wrong(problem, at));
            }

            if (Unwritable(call) is { } field)
            {
                return (0, Wrong($"{field} holds control characters.", $"{at}.{field}"));
            }

            if (!models.TryGetValue(call.Model, out var model) || model.PriceAt(call.At) is not { } price || PriceArithmetic.Price(call.Usage, price, call.ServiceTier) is not { } parts)
            {
                return (0, Wrong($"The model '{call.Model}' has no price for these tokens at {call.At.UtcDateTime:O}; a call is never counted as free by accident.", $"{at}.model"));
            }

            entries.Add((call.IdempotencyKey, Row(by, call, model, price, parts)));
        }

        var rows = entries.ConvertAll(entry => entry.Item2);
        var held = await HoldAsync(rows, cancellationToken);
        var added = await store.ReportAsync(entries.ConvertAll(entry => (entry.Item1, Sliced(entry.Item2, held))), Act(by, "reportUsage", $"service:{calls[0].Service}", new { calls = calls.Count }), CancellationToken.None);
        await SettleAsync(held, added);
        return (added.Count, null);
    }

    private static string? Problem(ReportedCall call, DateTimeOffset now) => call switch
    {
        _ when string.IsNullOrWhiteSpace(call.IdempotencyKey) || call.IdempotencyKey.Length > MostName => "An idempotencyKey has 1 to 200 characters.",
        _ when string.IsNullOrWhiteSpace(call.Service) || call.Service.Length > MostName => "A service has a name of 1 to 200 characters.",
        _ when call.User?.Length > MostName || call.Feature?.Length > MostName => "A user or feature has at most 200 characters.",
        _ when call.At > now + Ahead || call.At < now - Oldest => "A call is told of within 30 days, and not before it is made.",
        _ => null,
    };

    /// <summary>The field whose text no store should hold; null when there is none.</summary>
    private static string? Unwritable(ReportedCall call) => call switch
    {
        _ when !Caller.MayBeNamed(call.Service) => "service",
        _ when call.User is { } user && !Caller.MayBeNamed(user) => "userId",
        _ when call.Feature is { } feature && !Caller.MayBeNamed(feature) => "feature",
        _ when !Caller.MayBeNamed(call.IdempotencyKey) => "idempotencyKey",
        _ => null,
    };

    private UsageRow Row(Caller by, ReportedCall call, ModelEntry model, PriceRow price, CostParts parts)
    {
        var id = IdOf(by.Tenant, call);
        return new UsageRow
        {
            Id = id,
            OccurredAt = call.At,
            RequestId = id,
            AttemptNo = 1,
            Tenant = by.Tenant,
            Service = call.Service,
            UserId = call.User,
            Feature = call.Feature,
            Team = call.Service == by.Service ? by.Team : teams.TeamOf(by.Tenant, call.Service),
            ApiKeyId = by.KeyId,
            Door = Door,
            Provider = model.Provider.Name,
            Model = model.Id,
            PriceId = price.Id,
            Usage = call.Usage,
            CostNanoUsd = parts.Total,
            Outcome = Outcome.Succeeded,
        };
    }

    /// <summary>An id that is the same whenever the call is told: its instant, then what its key hashes to, in the form of a UUIDv7.</summary>
    private static Guid IdOf(string tenant, ReportedCall call)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{call.Service}\n{call.IdempotencyKey}"), hash);
        Span<byte> id = stackalloc byte[16];
        Guid.CreateVersion7(call.At).TryWriteBytes(id, bigEndian: true, out _);
        // Six bytes of time, then version and variant as they are, around bits of the hash.
        hash[..10].CopyTo(id[6..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    private static Failure Wrong(string message, string param) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    /// <summary>A row that tells the slice it is counted from.</summary>
    private static UsageRow Sliced(UsageRow row, Dictionary<Guid, (Guid Begun, Guid? Slice)> held) => held.TryGetValue(row.Id, out var begun) ? row with { BudgetSlice = begun.Slice } : row;

    private async Task<Dictionary<Guid, (Guid Begun, Guid? Slice)>> HoldAsync(IReadOnlyList<UsageRow> rows, CancellationToken cancellationToken)
    {
        var held = new Dictionary<Guid, (Guid Begun, Guid? Slice)>();
        foreach (var row in rows)
        {
            var caller = new Caller { Tenant = row.Tenant, Service = row.Service, KeyId = row.ApiKeyId, Grants = new Grants([], []), User = row.UserId, Feature = row.Feature, Team = row.Team };
            if (await budgets.BeginAsync(caller, ArrivedAt(row), cancellationToken) is { } begun)
            {
                held[row.Id] = begun;
            }
        }

        return held;
    }

    private async Task SettleAsync(Dictionary<Guid, (Guid Begun, Guid? Slice)> held, IReadOnlyList<UsageRow> added)
    {
        var costs = added.ToDictionary(row => row.Id, row => row.CostNanoUsd ?? 0);
        await budgets.EndAsync([.. held.Select(one => (one.Value.Begun, costs.GetValueOrDefault(one.Key)))]);
    }

    // An exchange belongs to the period it arrived in, which its id begins with.
    private static DateTimeOffset ArrivedAt(UsageRow row)
    {
        Span<byte> id = stackalloc byte[16];
        row.RequestId.TryWriteBytes(id, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds((BinaryPrimitives.ReadInt64BigEndian(id) >> 16) & 0xFFFF_FFFF_FFFF);
    }

    private AuditAct Act(Caller by, string action, string target, object detail)
    {
        var now = time.GetUtcNow();
        return new AuditAct { Id = Guid.CreateVersion7(now), At = now, Tenant = by.Tenant, Actor = $"key:{by.KeyId}", Action = action, Target = target, Detail = JsonSerializer.Serialize(detail) };
    }
}
