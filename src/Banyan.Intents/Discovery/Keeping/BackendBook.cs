using Banyan.Intents.Discovery.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>Every backend there is, and what is known of it. Not thread-safe: <see cref="CatalogueKeeper"/> guards it.</summary>
internal sealed class BackendBook
{
    private readonly Dictionary<string, KnownBackend> _known = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, StoredAnswer> _stored = new Dictionary<string, StoredAnswer>(StringComparer.Ordinal);

    /// <summary>All of them, configured ones first, in the order of the configuration.</summary>
    public IReadOnlyList<KnownBackend> All { get; private set; } = [];

    /// <summary>Puts in what earlier processes and other nodes kept.</summary>
    public void Load(IEnumerable<StoredAnswer> stored) => _stored = stored.ToDictionary(one => one.Backend, StringComparer.Ordinal);

    /// <summary>Takes over which backends there are. A backend at another address is another backend; of two with one origin or one name the configured one counts.</summary>
    public void Configure(IReadOnlyList<BackendSource> configured, IEnumerable<BackendSource> found, DateTimeOffset now)
    {
        var all = configured.Select(source => new KnownBackend(source, false)).ToList();
        foreach (var source in found)
        {
            if (all.Exists(one => Origin.Of(one.Source.Backend.BaseUrl) == Origin.Of(source.Backend.BaseUrl)))
            {
                continue;
            }

            var isTaken = all.Exists(one => one.Source.Backend.Name == source.Backend.Name);
            var address = source.Backend.BaseUrl;
            all.Add(new KnownBackend(isTaken ? source with { Backend = source.Backend with { Name = $"{address.IdnHost}-{address.Port}" } } : source, true));
        }

        All = [.. all.DistinctBy(one => one.Source.Backend.Name, StringComparer.Ordinal).Select(one => Continued(one, now))];
        _known.Clear();
        foreach (var one in All)
        {
            _known[one.Source.Backend.Name] = one;
        }
    }

    /// <summary>A backend by name; null when there is none.</summary>
    public KnownBackend? Find(string name) => _known.GetValueOrDefault(name);

    /// <summary>Puts a changed backend in place of the one of its name.</summary>
    public void Put(KnownBackend changed)
    {
        _known[changed.Source.Backend.Name] = changed;
        All = [.. All.Select(one => one.Source.Backend.Name == changed.Source.Backend.Name ? changed : one)];
    }

    /// <summary>What a backend is after an asking.</summary>
    public static KnownBackend After(KnownBackend before, BackendReading reading, DateTimeOffset now, TimeSpan usual)
    {
        var asked = before with { WasAsked = true, AskedAt = now, Problem = reading.Problem };
        if (reading.Problem is not null)
        {
            return asked with { DueAt = Schedule.AfterProblem(now) };
        }

        var accepted = before.Answer?.Accepted ?? new Dictionary<string, Documents.OperationShape>(StringComparer.Ordinal);
        return asked with
        {
            Notes = reading.Notes,
            Answer = new BackendAnswer(reading.Operations, accepted, reading.TimeToLive, reading.Health, now),
            DueAt = Schedule.AfterAnswer(now, reading.TimeToLive, usual),
        };
    }

    private KnownBackend Continued(KnownBackend one, DateTimeOffset now)
    {
        var backend = one.Source.Backend;
        if (_known.TryGetValue(backend.Name, out var before) && Origin.Of(before.Source.Backend.BaseUrl) == Origin.Of(backend.BaseUrl))
        {
            // A changed source (another overlay, another trust) is asked again at once; an equal one keeps its turn.
            return before with { Source = one.Source, IsFound = one.IsFound, DueAt = IsSame(before.Source, one.Source) ? before.DueAt : now };
        }

        var kept = _stored.GetValueOrDefault(backend.Name) is { } stored && stored.BaseUrl == Origin.Of(backend.BaseUrl) ? AnswerJson.Read(stored.Json, stored.ReadAt) : null;
        return one with { Answer = kept, DueAt = now };
    }

    private static bool IsSame(BackendSource one, BackendSource other) =>
        one with { Import = [] } == other with { Import = [] } && one.Import.SequenceEqual(other.Import, StringComparer.Ordinal);
}
