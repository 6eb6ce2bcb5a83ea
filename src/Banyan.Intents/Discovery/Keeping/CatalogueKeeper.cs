using System.Collections.Frozen;
using Banyan.Intents.Discovery.Composing;
using Banyan.Intents.Discovery.Matching;
using Banyan.Intents.Discovery.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>Holds the catalogue in force and makes a new one whenever something is learned. Readers see one whole catalogue or the next, never a mixture. Thread-safe.</summary>
internal sealed class CatalogueKeeper(IIntentSettings settings, TimeProvider time) : IIntentCatalogue, ICatalogueView
{
    private const int MostVersions = 32;

    private readonly Lock _gate = new();
    private readonly BackendBook _book = new();
    private readonly MatchMemory _memory = new();
    private readonly Bell _bell = new();
    private readonly List<string> _order = [];
    private readonly List<Action> _listeners = [];
    private volatile FrozenDictionary<string, IntentCatalogue> _versions = FrozenDictionary<string, IntentCatalogue>.Empty;
    private bool _wantsDirectories;
    private volatile CatalogueView _view = CatalogueView.Empty;

    /// <inheritdoc />
    public IntentCatalogue Current => _view.Catalogue;

    CatalogueView ICatalogueView.Current => _view;

    /// <summary>Wakes whoever asks backends.</summary>
    public Bell Bell => _bell;

    /// <inheritdoc />
    public IntentCatalogue? Find(string version) => _versions.GetValueOrDefault(version);

    /// <inheritdoc />
    public void Suspect(Backend backend) => MakeDue(one => one.Source.Backend.Name == backend.Name);

    /// <inheritdoc />
    public void Rediscover()
    {
        _wantsDirectories = true;
        MakeDue(_ => true);
    }

    /// <summary>Whether directories are wanted again; asked once, then no longer.</summary>
    public bool TakeDirectoriesWanted() => Interlocked.Exchange(ref _wantsDirectories, false);

    /// <inheritdoc />
    public IDisposable OnChange(Action changed)
    {
        lock (_gate)
        {
            _listeners.Add(changed);
        }

        return new Listening(() =>
        {
            lock (_gate)
            {
                _listeners.Remove(changed);
            }
        });
    }

    /// <summary>Puts in what was kept before this process began.</summary>
    public void Load(IEnumerable<StoredAnswer> stored)
    {
        lock (_gate)
        {
            _book.Load(stored);
        }
    }

    /// <summary>Takes over which backends there are, and the settings in force.</summary>
    /// <returns>The catalogue to keep; null when it is the one before.</returns>
    public Composed? Configure(IEnumerable<BackendSource> found)
    {
        lock (_gate)
        {
            _book.Configure(settings.Current.Backends, found, time.GetUtcNow());
        }

        return Rebuild();
    }

    /// <summary>The backends that are to be asked now.</summary>
    public IReadOnlyList<BackendSource> Due()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            return [.. _book.All.Where(one => one.DueAt <= now).Select(one => one.Source)];
        }
    }

    /// <summary>When the next backend falls due that is not due yet.</summary>
    public DateTimeOffset NextDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            return _book.All.Select(one => one.DueAt).Where(due => due > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        }
    }

    /// <summary>Takes in what an asking brought.</summary>
    /// <returns>What to keep of the backend and of the catalogue; nulls for nothing new.</returns>
    public (StoredAnswer? Answer, Composed? Catalogue) Told(BackendSource source, BackendReading reading)
    {
        var name = source.Backend.Name;
        lock (_gate)
        {
            if (_book.Find(name) is not { } known || known.Source.Backend.BaseUrl != source.Backend.BaseUrl)
            {
                return (null, null); // It was taken out of the configuration meanwhile.
            }

            _book.Put(BackendBook.After(known, reading, time.GetUtcNow(), settings.Current.DiscoverEvery));
        }

        var composed = Rebuild();
        lock (_gate)
        {
            return reading.Problem is null && _book.Find(name)?.Answer is { } answer
                ? (new StoredAnswer(name, Origin.Of(source.Backend.BaseUrl), AnswerJson.Write(answer), answer.ReadAt), composed)
                : (null, composed);
        }
    }

    private Composed? Rebuild()
    {
        Composed composed;
        bool isNew;
        Action[] listeners;
        lock (_gate)
        {
            var inForce = settings.Current;
            var (served, views) = (new List<ServedDefinition>(), new List<BackendView>());
            foreach (var one in _book.All)
            {
                var adopted = one.Answer is { } answer ? Adoption.Decide(Healthy(one.Source, answer), answer, inForce) : new Adopted([], [], FrozenDictionary<string, Documents.OperationShape>.Empty);
                if (one.Answer is not null)
                {
                    _book.Put(one with { Answer = one.Answer with { Accepted = adopted.Accepted } });
                }

                served.AddRange(adopted.Served);
                var intents = adopted.Served.Count(definition => definition.IsIntent);
                views.Add(new BackendView(one.Source.Backend, one.State, one.Answer?.ReadAt, one.Problem, [.. one.Notes, .. adopted.Notes], intents, one.IsFound));
            }

            composed = CatalogueComposer.Compose(served, inForce, _memory);
            isNew = composed.Catalogue.Version != Current.Version;
            var catalogue = isNew || !HasSameBackends(composed.Catalogue, Current) ? composed.Catalogue : Current;

            // Remembered first: whoever sees it can find it.
            Remember(catalogue);
            _view = new CatalogueView(catalogue, views, composed.Quarantined, composed.Incompatible, composed.Proposals);
            listeners = [.. _listeners];
        }

        Array.ForEach(listeners, changed => changed());
        return isNew ? composed : null;
    }

    /// <summary>A manifest may say where the health is; the operator's own word is the default's.</summary>
    private static BackendSource Healthy(BackendSource source, BackendAnswer answer) =>
        answer.Health is { } path && path.StartsWith('/') && source.Backend.HealthPath == "/health" ? source with { Backend = source.Backend with { HealthPath = path } } : source;

    /// <summary>How a backend is called (secrets, rates, health) is no part of the version, but must not stay behind.</summary>
    private static bool HasSameBackends(IntentCatalogue one, IntentCatalogue other) =>
        one.Intents.Values.All(intent => other.Intents[intent.Key] is var same && intent.Legacy?.Backend == same.Legacy?.Backend && intent.Modern?.Backend == same.Modern?.Backend);

    private void Remember(IntentCatalogue catalogue)
    {
        if (_versions.GetValueOrDefault(catalogue.Version) == catalogue)
        {
            return;
        }

        // The newest stands last, also when it was in force before.
        _order.Remove(catalogue.Version);
        _order.Add(catalogue.Version);
        _order.RemoveRange(0, Math.Max(0, _order.Count - MostVersions));
        _versions = _order.ToFrozenDictionary(version => version, version => version == catalogue.Version ? catalogue : _versions[version], StringComparer.Ordinal);
    }

    private void MakeDue(Func<KnownBackend, bool> isMeant)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var one in _book.All.Where(isMeant).ToList())
            {
                var soon = Schedule.AfterSuspicion(now, one.AskedAt);
                _book.Put(one with { DueAt = soon < one.DueAt ? soon : one.DueAt });
            }
        }

        _bell.Ring();
    }

    private sealed class Listening(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
