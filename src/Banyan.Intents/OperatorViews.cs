using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>What operators see: every intent with its sides and stage, backends with their problems, overlaps to decide. From memory; nothing is asked.</summary>
public sealed class OperatorViews
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(2);

    private readonly ViewSources _sources;
    private readonly IIntentSettings _settings;
    private readonly TimeProvider _time;

    internal OperatorViews(ViewSources sources, IIntentSettings settings, TimeProvider time) => (_sources, _settings, _time) = (sources, settings, time);

    /// <summary>Every intent, by key.</summary>
    /// <param name="tenant">Whose figures may have taken a stage back.</param>
    public IReadOnlyList<OperatorIntent> Intents(string tenant)
    {
        var view = _sources.Backends.Current;
        return [.. view.Catalogue.Intents.Values.OrderBy(intent => intent.Key, StringComparer.Ordinal).Select(intent => Card(tenant, intent, view))];
    }

    /// <summary>One intent; null when there is none of that key.</summary>
    public OperatorIntent? Intent(string tenant, string key) =>
        _sources.Backends.Current is var view && view.Catalogue.Intents.TryGetValue(key, out var intent) ? Card(tenant, intent, view) : null;

    /// <summary>Every backend, configured or found, by name.</summary>
    public IReadOnlyList<OperatorBackend> Backends() => [.. _sources.Backends.Current.Backends.OrderBy(one => one.Backend.Name, StringComparer.Ordinal).Select(Card)];

    /// <summary>One backend; null when there is none of that name.</summary>
    public OperatorBackend? Backend(string name) => Find(name) is { } view ? Card(view) : null;

    /// <summary>A configured backend once it was asked what it can do, and after two seconds as it is known then; null when none of that name is configured.</summary>
    public async Task<OperatorBackend?> AskedAsync(string name, CancellationToken cancellationToken)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = _sources.Backends.OnChange(() => _ = WasAsked(name) && asked.TrySetResult());
        try
        {
            await (WasAsked(name) ? Task.CompletedTask : asked.Task).WaitAsync(MostWait, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It is slow, or nobody is there: it is asked again and again, and what it is now is told.
        }

        return Find(name) is { } known ? Card(known)
            : Configured(name) is { } source ? Card(new BackendView(source, BackendState.Dead, null, null, [], 0, IsFound: false))
            : null;
    }

    /// <summary>Overlaps that were proposed, granted or rejected, most alike first.</summary>
    public IReadOnlyList<OperatorOverlap> Overlaps() =>
    [
        .. _sources.Backends.Current.Proposals
            .OrderByDescending(one => one.Score).ThenBy(one => one.Id, StringComparer.Ordinal)
            .Select(one => new OperatorOverlap(one.Id, one.Legacy, one.Modern, one.Score, one.Margin, one.ParameterMap, one.Status)),
    ];

    private BackendView? Find(string name) => _sources.Backends.Current.Backends.FirstOrDefault(one => one.Backend.Name == name);

    private Backend? Configured(string name) => _settings.Current.Backends.FirstOrDefault(source => source.Backend.Name == name)?.Backend;

    private bool WasAsked(string name) => Find(name) is { } known && known.Backend == Configured(name) && (known.ReadAt is not null || known.Problem is not null);

    private OperatorBackend Card(BackendView view) => new()
    {
        Name = view.Backend.Name,
        BaseUrl = view.Backend.BaseUrl,
        IsModern = view.Backend.Generation == Generation.Modern,
        IsTrusted = view.Backend.IsTrusted,
        IsFound = view.IsFound,
        State = view.State switch { BackendState.Fresh => "fresh", BackendState.Stale => "stale", BackendState.Dead => "dead" },
        Circuit = CircuitOf(view.Backend),
        ReadAt = view.ReadAt,
        Problems = [.. view.Problem is { } problem ? [problem] : Array.Empty<string>(), .. view.Notes],
    };

    private string CircuitOf(Backend backend)
    {
        string[] ranks = ["closed", "half-open", "open"];
        var states = _sources.Backends.Current.Catalogue.Intents.Values
            .Where(intent => intent.Legacy?.Backend.Name == backend.Name || intent.Modern?.Backend.Name == backend.Name)
            .Select(intent => Array.IndexOf(ranks, _sources.Circuits.StateOf(backend, intent.Key))).ToList();
        return states.Count == 0 ? ranks[0] : ranks[states.Min()];
    }

    private OperatorIntent Card(string tenant, Intent intent, CatalogueView view)
    {
        var stage = StageWords.Parse(_sources.Routes.Of(tenant, intent.Key).StageOf(intent, _settings.Current).Word)!;
        return new OperatorIntent
        {
            Key = intent.Key,
            Title = intent.Title,
            Description = intent.Description,
            Version = intent.Version,
            Effect = intent.Effect switch { Effect.Read => "read", Effect.Write => "write", Effect.Destructive => "destructive" },
            Stage = StageWords.Of(stage.Stage, 0).Split(':')[0],
            CanaryPercent = stage.Stage == Stage.Canary ? stage.Percent : 0,
            Sides = [.. new[] { intent.Legacy, intent.Modern }.OfType<IntentOperation>().Select(side => new OperatorSide(side.Backend.Name, side.OperationId, side.IsCompatible, side.Missing))],
            Params = intent.Params.Source,
            Result = intent.Result.Source,
            Examples = intent.Examples,
            Quarantine = intent.Quarantine ?? view.Quarantined.FirstOrDefault(one => one.Key == intent.Key)?.Reason,
        };
    }
}
