using System.Collections.Frozen;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Switches;

/// <summary>What is stopped on this node: read at a notice, and every second since notices may be lost. While the store is away what was read last stays in force.</summary>
internal sealed partial class SwitchBoard(ISwitchStore store, IChangeNotices notices, ConfiguredDirect configured, TimeProvider time, ILogger<SwitchBoard> log) : BackgroundService, ISwitches
{
    /// <summary>What is told when a switch was thrown or taken back.</summary>
    public const string Topic = "switches";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private FrozenDictionary<string, TenantSwitches> _byTenant = FrozenDictionary<string, TenantSwitches>.Empty;
    private StoredSwitches? _read;
    private bool _isAway;

    /// <summary>What was read last; null before the first time.</summary>
    public StoredSwitches? Read => Volatile.Read(ref _read);

    /// <inheritdoc />
    public KillSwitch? Of(Caller caller) => Find(caller.Tenant)?.Of(caller, time);

    /// <inheritdoc />
    public bool IsAnyThrown(string tenant) => Find(tenant) is { Kills.Count: > 0 };

    /// <inheritdoc />
    public KillSwitch? Of(string tenant, ModelEntry model) => Find(tenant)?.Of(model, time);

    /// <inheritdoc />
    public KillSwitch? OfIntent(string tenant, string key) => Find(tenant)?.OfIntent(key, time);

    /// <inheritdoc />
    public bool IsDirect(string tenant) => configured.IsOn || ThrownFor(tenant) is not null;

    /// <summary>The direct mode of a tenant, the configuration's or its own; null while it is off.</summary>
    public DirectMode? DirectOf(string tenant) => configured.Of(tenant) ?? ThrownFor(tenant);

    /// <summary>The direct modes that are on; the configuration's, which is every tenant's, is told to the installation's.</summary>
    public IReadOnlyList<DirectMode> Directs() =>
        configured.Of(ServiceEvent.Installation) is { } all ? [all] : [.. Volatile.Read(ref _byTenant).Keys.Select(ThrownFor).OfType<DirectMode>()];

    /// <summary>A tenant's switches that are in force, newest first.</summary>
    public IReadOnlyList<KillSwitch> Kills(string tenant)
    {
        var now = time.GetUtcNow();
        return [.. (Find(tenant)?.Kills ?? []).Where(one => !(one.ExpiresAt <= now)).OrderByDescending(one => one.SetAt)];
    }

    /// <summary>Reads the switches once, before anything is asked; a store that is away is asked again a second later.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads what is thrown and puts it in force here.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        configured.Since();
        try
        {
            var read = await store.ReadAsync(cancellationToken);
            Restore(read);
            Volatile.Write(ref _read, read);
            _isAway = false;
        }
        catch (StoreAwayException away)
        {
            if (!_isAway)
            {
                LogAway(log, away);
            }

            _isAway = true;
        }
    }

    /// <summary>Puts switches in force without having read them.</summary>
    public void Restore(StoredSwitches thrown)
    {
        var tenants = thrown.Kills.Select(one => one.Tenant).Concat(thrown.Direct.Select(one => one.Tenant)).Distinct(StringComparer.Ordinal);
        Volatile.Write(ref _byTenant, tenants.ToFrozenDictionary(
            tenant => tenant,
            tenant => new TenantSwitches([.. thrown.Kills.Where(one => one.Tenant == tenant)], thrown.Direct.FirstOrDefault(one => one.Tenant == tenant)),
            StringComparer.Ordinal));
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => NoticeLoop.RunAsync(notices, Topic, Every, time, LookAsync, stoppingToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kill switches can't be read now; those read last stay in force")]
    private static partial void LogAway(ILogger logger, Exception away);

    private DirectMode? ThrownFor(string tenant) => Find(tenant)?.Direct is { } mode && !(mode.ExpiresAt <= time.GetUtcNow()) ? mode : null;

    private TenantSwitches? Find(string tenant) => Volatile.Read(ref _byTenant).GetValueOrDefault(tenant);
}
