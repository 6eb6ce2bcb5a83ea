using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Catalog.Secrets;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Catalog;

/// <summary>Holds the snapshot in force and swaps it by reference. A bad document changes nothing. Thread-safe.</summary>
public sealed partial class CatalogStore : ICatalog, IDisposable
{
    private readonly IReadOnlyList<ICatalogObserver> _observers;
    private readonly ILogger<CatalogStore> _log;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HostSettings _running;
    private volatile CatalogSnapshot _current;
    private volatile LoadedConfig _loaded;
    private volatile IReadOnlyList<UnreadSecret> _unread = [];

    /// <summary>Puts a first configuration in force.</summary>
    /// <param name="first">A configuration without errors.</param>
    /// <param name="observers">Told of every change; what they throw is logged and goes no further.</param>
    /// <param name="log">Where changes and refusals are written.</param>
    /// <exception cref="ArgumentException">The configuration has errors: the host must not start with it.</exception>
    public CatalogStore(LoadedConfig first, IEnumerable<ICatalogObserver> observers, ILogger<CatalogStore> log)
    {
        _current = first.Snapshot ?? throw new ArgumentException("The configuration has errors.", nameof(first));
        _loaded = first;
        _running = first.Settings;
        _observers = [.. observers];
        _log = log;
    }

    /// <inheritdoc />
    public CatalogSnapshot Current => _current;

    /// <summary>The configuration last put in force, with its warnings.</summary>
    public LoadedConfig Loaded => _loaded;

    /// <summary>Keys whose last value is in use because it can't be read now, as of the last look.</summary>
    internal IReadOnlyList<UnreadSecret> Unread => _unread;

    /// <summary>Reads the source again, checks it whole and, without errors, puts it in force as the next version; else everything stays.</summary>
    /// <returns>What was loaded, with a warning for each change that waits for a restart.</returns>
    public Task<LoadedConfig> ReloadAsync(CancellationToken cancellationToken) => ApplyAsync(() => ConfigLoader.Load(_loaded.Source, _loaded.Layer), cancellationToken);

    /// <summary>The same with what the database holds now.</summary>
    public Task<LoadedConfig> LayAsync(ConfigLayer layer, CancellationToken cancellationToken) => ApplyAsync(() => ConfigLoader.Load(_loaded.Source, layer), cancellationToken);

    /// <summary>Tells that a document was refused that somebody meant to put in force.</summary>
    public void Refuse(LoadedConfig whole) => Reject(whole);

    /// <summary>Reads every secret again and puts rotated values in place.</summary>
    /// <returns>Whether a secret that was missing is there now, so that a reload would complete its provider.</returns>
    public bool RefreshSecrets()
    {
        var secrets = _loaded.Source.Secrets;
        var unread = new List<UnreadSecret>();
        foreach (var (provider, key) in _current.Providers.Values.SelectMany(provider => provider.Keys.Select(key => (provider.Name, key))))
        {
            if (key.Reference is not { } reference || secrets.Read(reference) is not { Value: { } value } reading)
            {
                continue;
            }

            if (value != key.Secret.Reveal())
            {
                key.Secret.Replace(value);
                LogRotated(key.Name, reference);
            }

            if (reading.Problem is { } problem)
            {
                unread.Add(new UnreadSecret(provider, key.Name, problem));
            }
        }

        foreach (var one in unread.Except(_unread))
        {
            LogUnread(one.Provider, one.Key, one.Problem);
        }

        _unread = unread;
        return _loaded.MissingSecrets.Any(reference => secrets.Read(reference).Value is not null);
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<LoadedConfig> ApplyAsync(Func<LoadedConfig> load, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var next = load();
            return next.Snapshot is { } snapshot ? Accept(next, snapshot) : Reject(next);
        }
        finally
        {
            _turn.Release();
        }
    }

    private LoadedConfig Accept(LoadedConfig next, CatalogSnapshot snapshot)
    {
        var waiting = RestartCheck.Find(_running, next.Settings);
        var result = next with { Problems = [.. waiting, .. next.Problems] };
        _loaded = result;
        _current = snapshot with
        {
            Version = _current.Version + 1,
            MaxBodyBytes = _running.MaxBodyBytes,
            RequestTimeout = _running.RequestTimeout,
            PingAfter = _running.PingAfter,
        };
        foreach (var problem in waiting)
        {
            LogRestartNeeded(problem.Path);
        }

        LogApplied(_current.Version, _current.Providers.Count, _current.Models.Count);
        Tell(observer => observer.Applied(_current));
        return result;
    }

    private LoadedConfig Reject(LoadedConfig next)
    {
        var errors = next.Problems.Where(problem => problem.Severity == ConfigSeverity.Error).ToList();
        var summary = $"{errors[0].Code} {errors[0].Path}: {errors[0].Message}";
        LogRejected(errors.Count, summary, _current.Version);
        Tell(observer => observer.Rejected(summary, errors.Count));
        return next;
    }

    private void Tell(Action<ICatalogObserver> what)
    {
        foreach (var observer in _observers)
        {
            try
            {
                what(observer);
            }
#pragma warning disable CA1031 // an observer must never keep a configuration from being swapped
            catch (Exception broken)
#pragma warning restore CA1031
            {
                LogObserver(broken);
            }
        }
    }

    [LoggerMessage(EventId = 4001, EventName = "config_applied", Level = LogLevel.Information, Message = "Configuration version {Version} is in force: {Providers} providers, {Models} models.")]
    private partial void LogApplied(long version, int providers, int models);

    [LoggerMessage(EventId = 4002, EventName = "config_rejected", Level = LogLevel.Error, Message = "The configuration is refused with {Errors} errors, the first: {Summary} Version {Version} stays in force.")]
    private partial void LogRejected(int errors, string summary, long version);

    [LoggerMessage(EventId = 4003, EventName = "restart_needed", Level = LogLevel.Warning, Message = "{Path} has changed; the change waits for a restart.")]
    private partial void LogRestartNeeded(string path);

    [LoggerMessage(EventId = 4004, EventName = "secret_rotated", Level = LogLevel.Information, Message = "The key {Key} has a new value in {Reference}.")]
    private partial void LogRotated(string key, string reference);

    [LoggerMessage(EventId = 4007, EventName = "secret_unreadable", Level = LogLevel.Warning, Message = "The key {Key} of provider {Provider} can't be read now, its last value stays in use: {Problem}")]
    private partial void LogUnread(string provider, string key, string problem);

    [LoggerMessage(EventId = 4005, EventName = "observer_failed", Level = LogLevel.Error, Message = "An observer of the configuration failed.")]
    private partial void LogObserver(Exception broken);
}
