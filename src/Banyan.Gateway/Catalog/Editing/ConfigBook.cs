using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>
/// Lays what the database holds over this node's file and environment: at the start, at a notice, and every second since notices may be lost.
/// While the store is away, or when the whole would be bad, what was in force stays.
/// </summary>
internal sealed partial class ConfigBook(CatalogStore catalog, IConfigStore store, IChangeNotices notices, TimeProvider time, ILogger<ConfigBook> log) : BackgroundService
{
    /// <summary>What is told when something changed.</summary>
    public const string Topic = "config";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private (Guid? Revision, LoadedConfig Over)? _refused;
    private volatile bool _hasRead;
    private bool _isAway;

    /// <summary>What lies over the file, once the database was read; null before.</summary>
    public ConfigLayer? Read => _hasRead ? catalog.Loaded.Layer : null;

    /// <summary>Lays it over before anything is asked.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Looks for a revision that is not in force here, and puts it in force.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var stamp = await store.StampAsync(cancellationToken);
            if (stamp != catalog.Loaded.Layer.Revision && !(_refused is { } refused && refused.Revision == stamp && ReferenceEquals(refused.Over, catalog.Loaded)))
            {
                // One that is bad over this file is tried again when the file has changed.
                var laid = await catalog.LayAsync(await store.ReadAsync(cancellationToken), cancellationToken);
                _refused = laid.HasErrors ? (laid.Layer.Revision, catalog.Loaded) : null;
            }

            _hasRead = true;
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
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lays something over the file without having read it.</summary>
    /// <returns>False, and nothing changes, when the whole would be bad.</returns>
    public async Task<bool> RestoreAsync(ConfigLayer layer, CancellationToken cancellationToken) =>
        layer.Revision is null || !(await catalog.LayAsync(layer, cancellationToken)).HasErrors;

    /// <inheritdoc />
    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => NoticeLoop.RunAsync(notices, Topic, Every, time, LookAsync, stoppingToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration kept in the database can't be read now; what was read last stays in force")]
    private static partial void LogAway(ILogger logger, Exception away);
}
