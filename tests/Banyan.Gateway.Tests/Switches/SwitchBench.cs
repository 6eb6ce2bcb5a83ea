using System.Collections.Frozen;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.Gateway.Tests.Callers;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Switches;

/// <summary>The desk and the board over switches in memory, with a configuration that can change.</summary>
internal sealed class SwitchBench : ISwitchStore, ICatalog
{
    public SwitchBench(params ModelEntry[] models)
    {
        Current = Snapshot(models.Length > 0 ? models : [TestExchange.SmallModel()]);
#pragma warning disable CA2000 // There is nothing to dispose of.
        var notices = new QuietNotices();
#pragma warning restore CA2000
        var configured = new ConfiguredDirect(this, Clock);
        Board = new SwitchBoard(this, notices, configured, Clock, NullLogger<SwitchBoard>.Instance);
        Desk = new SwitchDesk(Board, this, notices, this, Clock);
    }

    public FakeClock Clock { get; } = new();

    public SwitchBoard Board { get; }

    public SwitchDesk Desk { get; }

    public CatalogSnapshot Current { get; set; }

    public StoredSwitches Stored { get; private set; } = StoredSwitches.None;

    public Caller Operator { get; } = new() { Tenant = "default", Service = "admin", KeyId = "Ab12Cd34", Grants = Grants.All };

    public static KillSwitch Kill(SwitchScope scope, string id, bool cuts = false, int number = 1, DateTimeOffset? until = null) =>
        new(new Guid(number, 2, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), "default", scope, id, cuts, "a test", "key:Ab12Cd34", DateTimeOffset.UnixEpoch.AddSeconds(number), until);

    /// <summary>Throws a switch as an operator does, and gives it as it is kept; or the refusal.</summary>
    public async Task<(KillSwitch? Thrown, string? Refused)> ThrowAsync(SwitchScope scope, string id, bool cuts = false)
    {
        var (thrown, failure) = await Desk.SetAsync(Operator, scope, id, cuts, "a test", null, default);
        (failure is null || failure.Code == "invalid_request").ShouldBeTrue(failure?.Code);
        return (thrown, failure?.Message);
    }

    public Task<StoredSwitches> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Stored);

    public Task PutAsync(KillSwitch kill, AuditAct act, CancellationToken cancellationToken)
    {
        Stored = Stored with { Kills = [.. Stored.Kills.Where(one => one.Id != kill.Id), kill] };
        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync(string tenant, Guid id, AuditAct act, CancellationToken cancellationToken)
    {
        var before = Stored.Kills.Count;
        Stored = Stored with { Kills = [.. Stored.Kills.Where(one => one.Tenant != tenant || one.Id != id)] };
        return Task.FromResult(Stored.Kills.Count < before);
    }

    public Task DirectAsync(string tenant, DirectMode? mode, AuditAct act, CancellationToken cancellationToken)
    {
        Stored = Stored with { Direct = [.. Stored.Direct.Where(one => one.Tenant != tenant), .. mode is null ? Array.Empty<DirectMode>() : [mode]] };
        return Task.CompletedTask;
    }

    private static CatalogSnapshot Snapshot(ModelEntry[] models) => new()
    {
        Version = 1,
        Providers = models.Select(model => model.Provider).DistinctBy(provider => provider.Name).ToFrozenDictionary(provider => provider.Name, StringComparer.Ordinal),
        Models = models.ToFrozenDictionary(model => model.Id, StringComparer.Ordinal),
        ModelsByName = models.GroupBy(model => model.Name, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<ModelEntry>)[.. group], StringComparer.Ordinal),
        Aliases = FrozenDictionary<string, ModelAlias>.Empty,
    };
}
